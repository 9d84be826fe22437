package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks that many routes share. Texts follow the one pattern that has been recorded. */
final class Parameters {
    static final int PAGE_LIMIT = 100;
    private static final int METADATA_LIMIT = 10 * 1024;

    private Parameters() {}

    static String required(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.required(name);
        }
        return value.textValue();
    }

    static int limit(Call call) {
        return number(call, "limit", PAGE_LIMIT, 1, PAGE_LIMIT);
    }

    static int offset(Call call) {
        return number(call, "offset", 0, 0, Integer.MAX_VALUE);
    }

    private static int number(Call call, String name, int otherwise, int min, int max) {
        String text = call.query().first(name).orElse(String.valueOf(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // falls through to the one refusal
        }
        if (!call.on(Switch.LIST_RULES)) {
            return otherwise;
        }
        throw Refusal.parameter(
                "\"" + name + "\" must be a whole number from " + min + (max == Integer.MAX_VALUE ? "" : " to " + max));
    }

    /** True, false, or absent; the Python client capitalises. */
    static boolean flag(Query query, String name) {
        return query.first(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    static void metadata(ObjectNode body) {
        if (body.has("metadata")) {
            checkMetadata(body.path("metadata"));
        }
    }

    static void checkMetadata(JsonNode metadata) {
        if (!metadata.isObject()) {
            throw Refusal.parameter("\"metadata\" must be an object");
        }
        if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > METADATA_LIMIT) {
            throw Refusal.parameter("\"metadata\" is larger than 10 KB");
        }
    }

    /** At least one text. */
    static List<String> texts(ObjectNode body, String name) {
        var texts = new ArrayList<String>();
        for (JsonNode item : body.path(name)) {
            if (!item.isTextual() || item.textValue().isBlank()) {
                throw Refusal.parameter("every item of \"" + name + "\" must be a text that is not empty");
            }
            texts.add(item.textValue());
        }
        if (texts.isEmpty() || !body.path(name).isArray()) {
            throw Refusal.required(name);
        }
        return texts;
    }
}
