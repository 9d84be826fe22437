package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;

/** Sums written so that a whole number stays one. */
final class Numbers {
    private Numbers() {}

    static JsonNode node(BigDecimal number) {
        try {
            return LongNode.valueOf(number.longValueExact());
        } catch (ArithmeticException _) {
            return DecimalNode.valueOf(number);
        }
    }

    /** What is added to; nothing counts as zero, anything but a number is refused. */
    static BigDecimal of(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return BigDecimal.ZERO;
        }
        if (!node.isNumber()) {
            throw Refusal.of(Codes.HIVE_VALUE, "The value is not a number");
        }
        return node.decimalValue();
    }
}
