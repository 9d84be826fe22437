package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A text or a regular expression that rows are searched for, in either case of letters. The engine never goes back, so its
 * time grows with the text times the expression and no faster; that product is bounded over all that one Grep looks at. What
 * is no regular expression is taken as text.
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType") // there is a plain text or there is none
final class Grep {
    private static final int LONGEST = 200;
    /** Repeated repeats multiply, and the engine writes each out. */
    private static final long MOST_REPEATS = 1_000;

    private static final long MOST_WORK = 150_000_000;
    private static final Pattern REPEAT = Pattern.compile("\\{(?:[0-9]*,)?([0-9]{1,9})\\}");

    private static final Pattern SIGNS = Pattern.compile("[\\\\.\\[\\](){}*+?|^$]");

    private final Pattern pattern;
    /** The expression in small letters, where it is a plain text, which is found much faster than an expression. */
    private final Optional<String> plain;

    private final int cost;
    private long work;

    private Grep(Pattern pattern, Optional<String> plain) {
        this.pattern = pattern;
        this.plain = plain;
        this.cost = Math.max(1, pattern.programSize());
    }

    /** @throws IllegalArgumentException with what is wrong with the expression */
    static Grep of(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("has more than " + LONGEST + " characters");
        }
        if (repeats(expression) > MOST_REPEATS) {
            throw new IllegalArgumentException("its repeat counts multiply to more than " + MOST_REPEATS);
        }
        var plain = Optional.of(expression.toLowerCase(Locale.ROOT))
                .filter(text -> !SIGNS.matcher(text).find());
        return new Grep(compile(expression), plain);
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException notOne) {
            return Pattern.compile(Pattern.quote(expression), Pattern.CASE_INSENSITIVE);
        }
    }

    /** At most: as if every repeat stood inside all others. */
    private static long repeats(String expression) {
        var found = REPEAT.matcher(expression);
        long product = 1;
        while (found.find() && product <= MOST_REPEATS) {
            product *= Math.max(1, Long.parseLong(found.group(1)));
        }
        return product;
    }

    /**
     * Whether any value in it matches; names do not count.
     *
     * @throws TooMuch when all that was looked at is too much
     */
    boolean isIn(JsonNode value) {
        if (!value.isContainerNode()) {
            return !value.isNull() && isIn(value.asText());
        }
        for (var child : value) {
            if (isIn(child)) {
                return true;
            }
        }
        return false;
    }

    /** @throws TooMuch as above */
    boolean isIn(String text) {
        if (plain.isPresent()) {
            spend(text.length());
            return text.toLowerCase(Locale.ROOT).contains(plain.get());
        }
        return matcher(text).find();
    }

    /** Looks through a text match by match: {@code find(from)}, with {@code from} only ever growing. */
    Matcher through(String text) {
        return matcher(text);
    }

    private Matcher matcher(String text) {
        spend((text.length() + 1L) * cost);
        return pattern.matcher(text);
    }

    private void spend(long more) {
        work += more;
        if (work > MOST_WORK) {
            throw new TooMuch();
        }
    }
}
