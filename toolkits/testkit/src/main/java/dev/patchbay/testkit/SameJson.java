package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;

/** Equality of JSON values: the order of members and the spelling of a number do not count, the order of a list does. */
final class SameJson {
    private SameJson() {}

    static boolean are(JsonNode one, JsonNode other) {
        return one.equals(SameJson::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
