package dev.patchbay.simulator.backendless.where;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Comparisons between a value that is not null and a literal. */
enum Operator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean test(JsonNode value, JsonNode literal) {
        int order = compare(value, literal);
        return switch (this) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    /** As numbers when both read as numbers, because clients also quote them; as text otherwise. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() || right.isNumber()) {
            var a = number(left);
            var b = number(right);
            if (a.isPresent() && b.isPresent()) {
                return a.get().compareTo(b.get());
            }
        }
        return left.asText().compareTo(right.asText());
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        try {
            return Optional.of(node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
