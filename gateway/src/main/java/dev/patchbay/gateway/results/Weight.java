package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/**
 * How many characters a value has as JSON, without making it JSON: never more than it has, and less by what is escaped in it
 * and by a little of long numbers. The work is bounded by the weight, also where one value stands in many places.
 */
final class Weight {
    private static final double DIGITS_OF_A_BIT = 0.30102; // the logarithm of 2, rounded down

    private final long most;
    private long sum;

    private Weight(long most) {
        this.most = most;
    }

    static long of(JsonNode value) {
        return upTo(value, Long.MAX_VALUE);
    }

    /** Stops as soon as it is more: then it is what had been counted by then. */
    static long upTo(JsonNode value, long most) {
        var weight = new Weight(most);
        weight.add(value);
        return weight.sum;
    }

    static boolean isMore(JsonNode value, long most) {
        return upTo(value, most) > most;
    }

    private void add(JsonNode value) {
        if (!value.isContainerNode()) {
            sum += scalar(value);
            return;
        }
        sum += 2;
        var between = 0;
        if (value.isObject()) {
            for (var member : value.properties()) {
                if (sum > most) {
                    return;
                }
                sum += between + member.getKey().length() + 3L;
                add(member.getValue());
                between = 1;
            }
            return;
        }
        for (var element : value) {
            if (sum > most) {
                return;
            }
            sum += between;
            add(element);
            between = 1;
        }
    }

    private static long scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().length() + 2L;
            case NUMBER -> number(value);
            case BOOLEAN -> value.booleanValue() ? 4 : 5;
            case NULL -> 4;
            case BINARY, MISSING, POJO, OBJECT, ARRAY -> 0;
        };
    }

    private static long number(JsonNode value) {
        if (value.isBigInteger()) {
            return digits(value.bigIntegerValue());
        }
        if (value.isBigDecimal()) {
            var decimal = value.decimalValue();
            return digits(decimal.unscaledValue()) + (decimal.scale() == 0 ? 0 : 1);
        }
        return value.asText().length(); // one of at most eight bytes
    }

    /** With the sign. */
    private static long digits(BigInteger number) {
        return Math.max(1, (long) ((number.bitLength() - 1) * DIGITS_OF_A_BIT) + 1) + (number.signum() < 0 ? 1 : 0);
    }
}
