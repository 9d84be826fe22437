package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Parameters that are numbers but may come as text: both official test suites send some that way. */
final class Numbers {
    private static final List<String> NAMES = List.of(
            "min_width",
            "min_height",
            "min_vertices",
            "max_vertices",
            "padding",
            "paddingX",
            "paddingY",
            "frame_rate",
            "duration_time",
            "max_distance_meters",
            "meters_per_unit",
            "responses_required");

    private Numbers() {}

    static void convert(ObjectNode params) {
        for (String name : NAMES) {
            JsonNode given = params.path(name);
            if (given.isTextual()) {
                put(params, name, given.textValue());
            } else if (!given.isMissingNode() && !given.isNumber()) {
                throw Refusal.parameter("\"" + name + "\" must be a number");
            }
        }
    }

    private static void put(ObjectNode params, String name, String text) {
        try {
            if (text.matches("-?\\d{1,9}")) {
                params.put(name, Integer.parseInt(text));
            } else {
                params.put(name, Double.parseDouble(text));
            }
        } catch (NumberFormatException _) {
            throw Refusal.parameter("\"" + name + "\" must be a number");
        }
    }
}
