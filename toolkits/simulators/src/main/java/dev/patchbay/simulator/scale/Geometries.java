package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The {@code geometries} parameter: its rules, and one dummy annotation per geometry. */
final class Geometries {
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "box", List.of("min_height", "min_width", "can_rotate", "integer_pixels"),
            "polygon", List.of("min_vertices", "max_vertices"),
            "line", List.of("min_vertices", "max_vertices"),
            "point", List.of(),
            "cuboid",
                    List.of(
                            "min_height",
                            "min_width",
                            "camera_intrinsics",
                            "camera_rotation_quaternion",
                            "camera_height"),
            "ellipse", List.of());
    private static final List<String> SIZES = List.of("min_height", "min_width", "min_vertices", "max_vertices");

    private Geometries() {}

    static void required(Draft draft) {
        draft.require("geometries");
        checkGiven(draft.params(), draft.environment());
    }

    /** Checks, and turns numbers that came as text into numbers, as both official test suites send them. */
    static void checkGiven(ObjectNode params, Environment environment) {
        if (!params.has("geometries")) {
            return;
        }
        if (!(params.path("geometries") instanceof ObjectNode geometries)) {
            throw Refusal.parameter("\"geometries\" must be an object");
        }
        for (var geometry : geometries.properties()) {
            if (geometry.getValue() instanceof ObjectNode options) {
                Numbers.convert(options);
            }
            if (environment.on(Switch.GEOMETRY_RULES)) {
                check(geometry.getKey(), geometry.getValue());
            }
        }
    }

    private static void check(String name, JsonNode options) {
        if (!OPTIONS.containsKey(name) || !options.isObject()) {
            throw Refusal.parameter("\"" + name + "\" is not a geometry");
        }
        for (var option : options.properties()) {
            if (!option.getKey().equals("objects_to_annotate")
                    && !OPTIONS.getOrDefault(name, List.of()).contains(option.getKey())) {
                throw Refusal.parameter("\"" + option.getKey() + "\" is not an option of " + name);
            }
            if (SIZES.contains(option.getKey())
                    && (!option.getValue().canConvertToExactIntegral()
                            || option.getValue().asInt() < 0)) {
                throw Refusal.parameter("\"" + option.getKey() + "\" must be a whole number that is not negative");
            }
        }
        if (options.has("max_vertices")
                && options.path("max_vertices").asInt()
                        < options.path("min_vertices").asInt(1)) {
            throw Refusal.parameter("\"max_vertices\" is less than \"min_vertices\"");
        }
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
