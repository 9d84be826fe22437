package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON's types, as messages name them. */
final class Kind {
    private Kind() {}

    static String of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a string";
            case NUMBER -> json.isIntegralNumber() ? "an integer" : "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    /** The same words for a type as JSON Schema names it. */
    static String named(String type) {
        return switch (type) {
            case "object", "array", "integer" -> "an " + type;
            case "null" -> type;
            default -> "a " + type;
        };
    }
}
