package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Query;

/** Checks that many routes share. Texts follow the one pattern that has been recorded. */
final class Parameters {
    static final int PAGE_LIMIT = 100;

    private Parameters() {}

    static String required(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.invalid("Parameter is invalid, reason: \"" + name + "\" is required");
        }
        return value.textValue();
    }

    static int limit(Query query) {
        return number(query, "limit", PAGE_LIMIT, 1, PAGE_LIMIT);
    }

    static int offset(Query query) {
        return number(query, "offset", 0, 0, Integer.MAX_VALUE);
    }

    private static int number(Query query, String name, int otherwise, int min, int max) {
        String text = query.first(name).orElse(String.valueOf(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // falls through to the one refusal
        }
        throw Refusal.invalid("Parameter is invalid, reason: \"" + name + "\" must be a whole number from " + min
                + (max == Integer.MAX_VALUE ? "" : " to " + max));
    }

    /** True, false, or absent; the Python client capitalises. */
    static boolean flag(Query query, String name) {
        return query.first(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    static void metadata(ObjectNode body) {
        JsonNode metadata = body.path("metadata");
        if (metadata.isMissingNode()) {
            return;
        }
        if (!metadata.isObject()) {
            throw Refusal.invalid("Parameter is invalid, reason: \"metadata\" must be an object");
        }
        if (metadata.toString().length() > 10 * 1024) {
            throw Refusal.invalid("Parameter is invalid, reason: \"metadata\" is larger than 10 KB");
        }
    }
}
