package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The {@code annotation_attributes} parameter, which every type of annotation shares. */
final class Attributes {
    private static final List<String> TYPES =
            List.of("category", "number", "angle", "text", "x_line", "y_line", "linked");

    private Attributes() {}

    static void check(Draft draft) {
        JsonNode attributes = draft.params().path("annotation_attributes");
        if (!draft.on(Switch.ATTRIBUTE_RULES) || attributes.isMissingNode()) {
            return;
        }
        if (!attributes.isObject()) {
            throw Refusal.parameter("\"annotation_attributes\" must be an object");
        }
        for (var attribute : attributes.properties()) {
            JsonNode options = attribute.getValue();
            if (!options.isObject() || !TYPES.contains(options.path("type").asText("category"))) {
                throw Refusal.parameter("the type of attribute \"" + attribute.getKey() + "\" must be one of " + TYPES);
            }
            if (options.has("min")
                    && options.has("max")
                    && options.path("min").asDouble() > options.path("max").asDouble()) {
                throw Refusal.parameter("attribute \"" + attribute.getKey() + "\" has \"min\" above \"max\"");
            }
        }
    }
}
