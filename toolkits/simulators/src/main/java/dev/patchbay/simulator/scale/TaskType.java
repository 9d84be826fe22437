package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.Locale;

/** The task types that can be created: what each asks for and what its dummy result looks like. */
enum TaskType {
    IMAGEANNOTATION {
        @Override
        void check(ObjectNode params) {
            if (params.path("attachment").asText("").isBlank()) {
                throw Refusal.invalid("Please include an attachment or attachments parameter.");
            }
            Geometries.check(params);
        }

        @Override
        ObjectNode dummyResponse(ObjectNode task) {
            var response = Json.object();
            response.set("annotations", Geometries.dummyAnnotations(task));
            return response;
        }
    },
    NAMEDENTITYRECOGNITION {
        @Override
        void check(ObjectNode params) {
            Parameters.required(params, "text");
            if (!(params.path("labels") instanceof ArrayNode labels) || labels.isEmpty()) {
                throw Refusal.invalid("Parameter is invalid, reason: \"labels\" is required");
            }
        }

        @Override
        ObjectNode dummyResponse(ObjectNode task) {
            JsonNode params = task.path("params");
            String firstWord = params.path("text").asText().split(" ", 2)[0];
            var response = Json.object();
            response.putArray("annotations")
                    .addObject()
                    .put("id", task.path("task_id").asText() + "-1")
                    .put("start", 0)
                    .put("end", firstWord.length())
                    .put("text", firstWord)
                    .put("label", params.path("labels").path(0).path("name").asText());
            return response;
        }
    };

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Refuses parameters that the service would refuse; they already include what the project gives. */
    abstract void check(ObjectNode params);

    abstract ObjectNode dummyResponse(ObjectNode task);
}
