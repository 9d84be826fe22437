package dev.patchbay.simulator.backendless.where;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A clause, parsed. */
public sealed interface Condition {
    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition inner) implements Condition {}

    record Comparison(Operand operand, Operator operator, JsonNode literal) implements Condition {}

    record Like(Operand operand, String pattern) implements Condition {}

    record In(Operand operand, List<JsonNode> literals) implements Condition {
        public In {
            literals = List.copyOf(literals);
        }
    }

    record IsNull(Operand operand) implements Condition {}

    default Truth holds(Values values) {
        return switch (this) {
            case And(var left, var right) -> left.holds(values).and(right.holds(values));
            case Or(var left, var right) -> left.holds(values).or(right.holds(values));
            case Not(var inner) -> inner.holds(values).not();
            case Comparison(var operand, var operator, var literal) ->
                any(values, operand, value -> operator.test(value, literal));
            case Like(var operand, var pattern) -> {
                Pattern regex = LikePattern.compile(pattern);
                yield any(
                        values, operand, value -> regex.matcher(value.asText()).matches());
            }
            case In(var operand, var literals) ->
                any(
                        values,
                        operand,
                        value -> literals.stream().anyMatch(literal -> Operator.EQUAL.test(value, literal)));
            case IsNull(var operand) -> Truth.of(values.of(operand).stream().allMatch(JsonNode::isNull));
        };
    }

    /** A relation may lead to several values: one that fits is enough. */
    private static Truth any(Values values, Operand operand, Function<JsonNode, Boolean> test) {
        return values.of(operand).stream()
                .map(value -> value.isNull() ? Truth.UNKNOWN : Truth.of(test.apply(value)))
                .reduce(Truth::or)
                .orElse(Truth.UNKNOWN);
    }
}
