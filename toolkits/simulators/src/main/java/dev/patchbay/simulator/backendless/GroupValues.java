package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.patchbay.simulator.backendless.where.Operand;
import dev.patchbay.simulator.backendless.where.Values;
import dev.patchbay.simulator.backendless.where.Where;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A group of rows: its columns are those of any of them, its functions look at all of them. */
record GroupValues(List<RowValues> rows) implements Values {

    @Override
    public List<JsonNode> of(Operand operand) {
        return switch (operand) {
            case Operand.Column column ->
                rows.isEmpty() ? List.of(NullNode.instance) : rows.getFirst().of(column);
            case Operand.Aggregate(var function, var column) -> List.of(aggregate(function, column));
        };
    }

    private JsonNode aggregate(String function, Operand.Column column) {
        List<JsonNode> values = rows.stream()
                .flatMap(row -> row.of(column).stream())
                .filter(value -> !value.isNull())
                .toList();
        return switch (function) {
            case "count" -> LongNode.valueOf(values.size());
            case "sum" -> values.isEmpty() ? NullNode.instance : DecimalNode.valueOf(sum(values));
            case "avg" ->
                values.isEmpty()
                        ? NullNode.instance
                        : DecimalNode.valueOf(
                                sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64));
            case "min" -> values.stream().min(Where::order).orElse(NullNode.instance);
            case "max" -> values.stream().max(Where::order).orElse(NullNode.instance);
            default -> throw Refusal.of(Codes.BAD_CLAUSE, "Function " + function + " is not known");
        };
    }

    private static BigDecimal sum(List<JsonNode> values) {
        return values.stream().map(JsonNode::decimalValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
