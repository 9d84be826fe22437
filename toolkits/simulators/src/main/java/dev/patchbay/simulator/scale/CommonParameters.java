package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The parameters that every task-creating route shares. */
final class CommonParameters {
    private static final List<Integer> PRIORITIES = List.of(10, 20, 30);
    private static final List<String> TEXTS = List.of("project", "batch", "instruction", "callback_url", "unique_id");

    private CommonParameters() {}

    static void check(ObjectNode body) {
        for (String name : TEXTS) {
            if (body.has(name) && !body.path(name).isTextual()) {
                throw Refusal.invalid("Parameter is invalid, reason: \"" + name + "\" must be a text");
            }
        }
        JsonNode priority = body.path("priority");
        if (body.has("priority") && PRIORITIES.contains(priority.asInt())) {
            body.put("priority", priority.asInt());
        } else if (body.has("priority")) {
            throw Refusal.invalid("Parameter is invalid, reason: \"priority\" must be 10, 20 or 30");
        }
        JsonNode tags = body.path("tags");
        if (tags instanceof ArrayNode given) {
            TaskRoutes.checkCount(TaskRoutes.tags(given));
        } else if (!tags.isMissingNode()) {
            throw Refusal.invalid("Parameter is invalid, reason: \"tags\" must be an array");
        }
        Parameters.metadata(body);
    }
}
