package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What a column may hold. */
enum ColumnType {
    STRING_ID,
    STRING,
    TEXT,
    INT,
    DOUBLE,
    BOOLEAN,
    /** Milliseconds since the epoch. */
    DATETIME,
    JSON;

    private static final int LONGEST_STRING = 500;

    /** What a first value makes of a new column. Any number becomes DOUBLE: the next one may have a fraction. */
    static ColumnType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case OBJECT, ARRAY -> JSON;
            case STRING -> value.textValue().length() > LONGEST_STRING ? TEXT : STRING;
            case NULL, MISSING, BINARY, POJO -> STRING;
        };
    }

    /** The value as this column keeps it; nothing when it is of the wrong kind. Numbers given as text are taken. */
    Optional<JsonNode> accept(JsonNode value) {
        if (value.isNull()) {
            return Optional.of(value);
        }
        return switch (this) {
            case STRING_ID, STRING, TEXT ->
                value.isValueNode() ? Optional.of(TextNode.valueOf(value.asText())) : Optional.empty();
            case INT, DATETIME ->
                value.isIntegralNumber()
                        ? Optional.of(value)
                        : number(value).flatMap(ColumnType::whole).map(LongNode::valueOf);
            case DOUBLE -> value.isNumber() ? Optional.of(value) : number(value).map(DecimalNode::valueOf);
            case BOOLEAN -> Optional.of(value).filter(JsonNode::isBoolean);
            case JSON -> Optional.of(value);
        };
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        try {
            return value.isNumber() || value.isTextual()
                    ? Optional.of(new BigDecimal(value.asText()))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }
}
