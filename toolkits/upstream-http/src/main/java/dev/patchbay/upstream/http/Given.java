package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one call, and what turns out to be wrong with them while they are placed. Violations never repeat a
 * value: it may be a token.
 */
final class Given {
    private static final int MAX_VIOLATIONS = 10;

    /** More digits than any number a service takes; {@code 1e999999999} would otherwise be written out. */
    private static final int MAX_DIGITS = 400;

    private static final int MAX_DEPTH = 200;

    private final ObjectNode arguments;
    private final List<Violation> violations = new ArrayList<>();

    Given(ObjectNode arguments) {
        this.arguments = arguments;
    }

    /** The argument's value; absent and null are the same nothing. */
    Optional<JsonNode> value(String argument) {
        return Optional.ofNullable(arguments.get(argument)).filter(value -> !value.isNull());
    }

    void refuse(String where, String problem) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(where, problem));
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** A text, number or boolean as it reads outside JSON; anything else is refused. */
    Optional<String> plain(String where, JsonNode value) {
        if (value instanceof NumericNode number) {
            return number(where, number);
        }
        if (!value.isTextual() && !value.isBoolean()) {
            refuse(where, "must be a string, a number or a boolean.");
            return Optional.empty();
        }
        return json(where, value).map(JsonNode::asText);
    }

    /** The value itself, if it can be written as JSON in UTF-8. */
    Optional<JsonNode> json(String where, JsonNode value) {
        return isWritable(where, value, 1) ? Optional.of(value) : Optional.empty();
    }

    private Optional<String> number(String where, NumericNode value) {
        if (value.isNaN()) {
            refuse(where, "must be a finite number.");
            return Optional.empty();
        }
        var exact = value.decimalValue().stripTrailingZeros();
        if (exact.precision() + Math.abs((long) exact.scale()) > MAX_DIGITS) {
            refuse(where, "must be a number of at most " + MAX_DIGITS + " digits.");
            return Optional.empty();
        }
        return Optional.of(exact.toPlainString());
    }

    private boolean isWritable(String where, JsonNode value, int depth) {
        if (depth > MAX_DEPTH) {
            refuse(where, "must not be nested deeper than " + MAX_DEPTH + " levels.");
            return false;
        }
        if (value.isTextual()) {
            return isWhole(where, value.textValue());
        }
        var writable = true;
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            writable &= isWritable(where + "[" + i + "]", value.get(i), depth + 1);
        }
        for (var member : value.properties()) {
            writable &= isWhole(where, member.getKey())
                    && isWritable(where + "." + member.getKey(), member.getValue(), depth + 1);
        }
        return writable;
    }

    private boolean isWhole(String where, String text) {
        if (Surrogates.areWhole(text)) {
            return true;
        }
        refuse(where, "must be valid Unicode text; it holds half of a surrogate pair.");
        return false;
    }
}
