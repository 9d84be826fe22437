package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;

/** Evaluation and training tasks: made from a task's parameters and an expected answer. Only their creation is known. */
final class QualityTaskRoutes {
    private QualityTaskRoutes() {}

    static void addTo(Routes<Handler> routes) {
        for (TaskType type : TaskType.values()) {
            for (String kind : List.of("evaluation_tasks", "training_tasks")) {
                routes.add("POST", "/v1/" + kind + "/" + type.wireName(), call -> create(call, type));
            }
        }
    }

    private static Answer create(Call call, TaskType type) {
        var body = call.object();
        var moment = call.environment().nextMoment();
        String id = call.environment().newId(moment);
        var json = Json.object()
                .put("id", id)
                .put("task_id", id)
                .put("type", type.wireName())
                .put("created_at", Timestamps.write(moment));
        json.setAll(body);
        return Answer.json(200, json);
    }
}
