package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The {@code geometries} parameter: its rules, and one dummy annotation per geometry. */
final class Geometries {
    private static final List<String> NAMES = List.of("box", "polygon", "line", "point", "cuboid", "ellipse");
    private static final List<String> SIZES = List.of("min_height", "min_width", "min_vertices", "max_vertices");

    private Geometries() {}

    /** Checks, and turns numbers that came as text into numbers, as both official test suites send them. */
    static void check(ObjectNode params) {
        if (!(params.path("geometries") instanceof ObjectNode geometries) || geometries.isEmpty()) {
            throw Refusal.invalid("Parameter is invalid, reason: \"geometries\" is required");
        }
        for (var geometry : geometries.properties()) {
            if (!NAMES.contains(geometry.getKey()) || !(geometry.getValue() instanceof ObjectNode options)) {
                throw Refusal.invalid("Parameter is invalid, reason: \"" + geometry.getKey() + "\" is not a geometry");
            }
            SIZES.forEach(name -> size(options, name));
            if (options.has("max_vertices")
                    && options.path("max_vertices").asInt()
                            < options.path("min_vertices").asInt(1)) {
                throw Refusal.invalid("Parameter is invalid, reason: \"max_vertices\" is less than \"min_vertices\"");
            }
        }
    }

    private static void size(ObjectNode options, String name) {
        JsonNode given = options.path(name);
        if (given.isMissingNode()) {
            return;
        }
        int value = given.asInt(-1);
        if (value < 0) {
            throw Refusal.invalid("Parameter is invalid, reason: \"" + name + "\" must be a positive whole number");
        }
        options.put(name, value);
    }

    static ArrayNode dummyAnnotations(ObjectNode task) {
        var annotations = Json.array();
        for (var geometry : task.path("params").path("geometries").properties()) {
            String seed = task.path("task_id").asText() + geometry.getKey();
            var annotation = annotations
                    .addObject()
                    .put(
                            "uuid",
                            UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                    .put("type", geometry.getKey())
                    .put("label", label(geometry.getValue()));
            annotation.putObject("attributes");
            shape(geometry.getKey(), annotation);
        }
        return annotations;
    }

    private static String label(JsonNode options) {
        JsonNode first = options.path("objects_to_annotate").path(0);
        return first.isObject() ? first.path("choice").asText() : first.asText("object");
    }

    private static void shape(String name, ObjectNode annotation) {
        switch (name) {
            case "box" ->
                annotation.put("left", 1).put("top", 2).put("width", 30).put("height", 40);
            case "point" -> annotation.put("x", 1).put("y", 2);
            default -> {
                var vertices = annotation.putArray("vertices");
                for (int i = 0; i < 4; i++) {
                    vertices.addObject().put("x", i % 2 * 30).put("y", i / 2 * 40);
                }
            }
        }
    }
}
