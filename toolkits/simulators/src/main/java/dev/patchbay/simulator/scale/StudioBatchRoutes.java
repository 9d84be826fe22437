package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The pending batches of Studio projects and the order in which they are worked on. */
final class StudioBatchRoutes {
    private StudioBatchRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/v1/studio/batches", StudioBatchRoutes::list);
        routes.add("POST", "/v1/studio/batches/set_priorities", StudioBatchRoutes::setPriorities);
        routes.add("POST", "/v1/studio/batches/reset_priorities", call -> {
            call.environment().studio().setOrder(List.of());
            return list(call);
        });
        routes.add("PUT", "/v1/studio/batches/{batch}", StudioBatchRoutes::setGroups);
    }

    private static Answer list(Call call) {
        ArrayNode list = Json.array();
        for (Entity batch : inOrder(call.environment())) {
            list.add(shown(call.environment(), batch, list.size() + 1));
        }
        return Answer.json(200, list);
    }

    private static Answer setPriorities(Call call) {
        var names = new ArrayList<String>();
        for (JsonNode batch : call.object().path("batches")) {
            names.add(batch.path("name").asText());
        }
        var pending = inOrder(call.environment()).stream()
                .map(batch -> batch.text("name"))
                .toList();
        boolean complete = names.size() == pending.size() && new HashSet<>(names).containsAll(pending);
        if (call.on(Switch.PRIORITY_RULES) && !complete) {
            throw Refusal.parameter("\"batches\" must name every pending batch exactly once");
        }
        call.environment().studio().setOrder(names);
        return list(call);
    }

    private static Answer setGroups(Call call) {
        Entity batch = call.batch();
        var groups = call.object().path("groups");
        var changed = batch.changed(json -> json.set("groups", groups.isArray() ? groups : Json.array()));
        call.environment().batches().put(batch.text("name"), changed);
        return Answer.json(200, shown(call.environment(), changed, 1));
    }

    /** As they were last put into order; then, and by default, calibration batches first and the oldest first. */
    private static List<Entity> inOrder(Environment environment) {
        List<String> order = environment.studio().order();
        return environment.batches().values().stream()
                .filter(batch -> !batch.text("status").equals("completed"))
                .filter(batch -> environment
                        .project(batch.text("project"))
                        .filter(project -> project.traits().contains(Project.Trait.STUDIO))
                        .isPresent())
                .sorted(Comparator.<Entity>comparingInt(batch -> place(order, batch))
                        .thenComparingInt(batch -> isCalibration(batch) ? 0 : 1)
                        .thenComparing(Entity::createdAt))
                .toList();
    }

    private static int place(List<String> order, Entity batch) {
        int place = order.indexOf(batch.text("name"));
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static boolean isCalibration(Entity batch) {
        return batch.json().path("calibration_batch").asBoolean();
    }

    private static ObjectNode shown(Environment environment, Entity batch, int priority) {
        var counts = environment.tasks().countsOf(batch.text("name"));
        var json = Json.object()
                .put("id", Long.toHexString(batch.createdAt().toEpochMilli()))
                .put("name", batch.text("name"))
                .put("projectId", "project-" + batch.text("project"))
                .put("projectName", batch.text("project"))
                .put("batchType", isCalibration(batch) ? "Calibration" : "Production")
                .put("studioPriority", priority)
                .put(
                        "total",
                        counts.values().stream().mapToInt(Integer::intValue).sum())
                .put("completed", counts.getOrDefault("completed", 0));
        json.set("groups", batch.json().has("groups") ? batch.json().get("groups") : Json.array());
        return json;
    }
}
