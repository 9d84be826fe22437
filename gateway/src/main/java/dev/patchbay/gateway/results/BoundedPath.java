package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.parser.ParseException;

/**
 * JMESPath over an answer, for expressions that nobody vetted. The library bounds nothing, so here are bounded: the text (1,000
 * characters), how deep it nests (32), and what {@link BoundedRuntime} counts while it runs: steps, list elements and text
 * that are made, and the size of the outcome, in which one value can stand many times.
 */
final class BoundedPath {
    static final int LONGEST = 1_000;
    private static final int DEEPEST = 32;

    private BoundedPath() {}

    static Found find(String expression, JsonNode data) {
        return find(expression, data, new BoundedRuntime());
    }

    /** @param runtime which counts on from what it has done before */
    static Found find(String expression, JsonNode data, BoundedRuntime runtime) {
        if (expression.length() > LONGEST) {
            return new Found.Wrong("has " + expression.length() + " characters; at most " + LONGEST);
        }
        if (nesting(expression) > DEEPEST) {
            return new Found.Wrong("nests deeper than " + DEEPEST + "; take it apart with |");
        }
        try {
            var value = runtime.compile(expression).search(data);
            runtime.measure(value, data);
            return value.isNull() || value.isMissingNode() ? new Found.Nothing() : new Found.Value(value);
        } catch (TooMuch tooMuch) {
            return new Found.Wrong(
                    "asks for too much work or too large a result; narrow it first, e.g. with a slice: rows[0:1000] | …");
        } catch (ParseException malformed) {
            return new Found.Wrong(syntax(malformed, expression));
        } catch (JmesPathException mistyped) {
            return new Found.Wrong(sentence(mistyped));
        } catch (RuntimeException faulty) { // the library throws what it meets, e.g. for an index beyond any int
            return new Found.Wrong("cannot be evaluated; use small whole numbers and one type per list that is sorted");
        }
    }

    private static String syntax(ParseException malformed, String expression) {
        var first = malformed.iterator().next();
        return "is not JMESPath at character " + (first.position() + 1) + " (" + Texts.cut(first.message(), 80) + ")"
                + hint(expression);
    }

    /** Most who write it wrong write JSONPath, or JavaScript. */
    private static String hint(String expression) {
        if (expression.startsWith("$")) {
            return "; there is no $: begin with a name, like tasks[0].id, or @ for the whole";
        }
        return expression.contains("[?")
                ? "; a filter is written tasks[?status=='completed' && size > `5`].id, texts in '…', numbers in `…`"
                : "; write it like tasks[*].{id: task_id}, tasks[0:10], keys(@) or length(tasks)";
    }

    /** Why a filter may have found nothing, where that is how it is written. */
    static String quoting(String expression) {
        return expression.contains("[?") && expression.contains("\"")
                ? " In filters texts stand in '…'; \"…\" names a member."
                : "";
    }

    private static String sentence(JmesPathException mistyped) {
        return "does not fit the data: " + Texts.cut(String.valueOf(mistyped.getMessage()), 200);
    }

    /** Brackets that are open at once, and signs before a value, which nest as well. */
    private static int nesting(String expression) {
        int open = 0;
        int most = 0;
        int signs = 0;
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            var c = expression.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else {
                switch (c) {
                    case '\'', '"' -> quote = c;
                    case '(', '[', '{' -> most = Math.max(most, ++open);
                    case ')', ']', '}' -> open--;
                    case '!', '&' -> signs += followedBy(expression, i, c == '!' ? '=' : '&') ? 0 : 1;
                    default -> {}
                }
            }
        }
        return most + signs;
    }

    private static boolean followedBy(String expression, int at, char next) {
        return at + 1 < expression.length() && expression.charAt(at + 1) == next;
    }
}
