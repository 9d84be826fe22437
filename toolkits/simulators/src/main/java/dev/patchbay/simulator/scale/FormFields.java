package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Text collection: its attachments are objects, and its fields a form in which every id occurs once. */
final class FormFields {
    private FormFields() {}

    static void check(Draft draft) {
        draft.requireArray("attachments");
        for (JsonNode attachment : draft.params().path("attachments")) {
            if (!attachment.isObject()) {
                throw Refusal.parameter(
                        "every item of \"attachments\" must be an object with \"type\" and \"content\"");
            }
        }
        draft.requireArray("fields");
        checkFields(draft.params().path("fields"), new HashSet<>());
    }

    private static void checkFields(JsonNode fields, Set<String> seen) {
        for (JsonNode field : fields) {
            if (!(field instanceof ObjectNode object)) {
                throw Refusal.parameter("every item of \"fields\" must be an object");
            }
            String id = Parameters.required(object, "field_id");
            Parameters.required(object, "title");
            if (!seen.add(id)) {
                throw Refusal.parameter("\"field_id\" " + id + " occurs more than once");
            }
            checkFields(object.path("fields"), seen);
        }
    }
}
