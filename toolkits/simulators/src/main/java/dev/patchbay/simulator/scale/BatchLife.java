package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Json;
import java.util.List;

/** A batch's way from staging over in_progress to completed. */
final class BatchLife {
    private BatchLife() {}

    /** Completes a batch in progress that has tasks and none of them open, and tells its callback address. */
    static void completeIfDone(Environment environment, String name) {
        environment
                .batch(name)
                .filter(batch -> batch.text("status").equals("in_progress"))
                .filter(_ -> {
                    var counts = environment.tasks().countsOf(name);
                    return !counts.isEmpty() && !counts.containsKey("pending");
                })
                .ifPresent(batch -> {
                    var completed = batch.changed(json ->
                            json.put("status", "completed").put("completed_at", Timestamps.write(environment.now())));
                    environment.batches().put(name, completed);
                    tell(environment, completed);
                });
    }

    /** A task has been added: a completed batch of a kind that is never closed goes on. */
    static void taskAdded(Environment environment, Entity batch) {
        if (batch.text("status").equals("completed") && environment.on(Switch.COMPLETED_BATCH_REOPENS)) {
            environment.batches().put(batch.text("name"), batch.changed(json -> {
                json.put("status", "in_progress");
                json.remove("completed_at");
            }));
        }
    }

    private static void tell(Environment environment, Entity batch) {
        if (batch.text("callback").isEmpty()) {
            return;
        }
        var body = Json.object().put("status", "completed");
        body.set("batch", batch.json().deepCopy());
        var counts = environment.tasks().countsOf(batch.text("name"));
        var stats = body.putObject("stats");
        List.of("completed", "canceled", "error").forEach(status -> stats.put(status, counts.getOrDefault(status, 0)));
        environment.callbacks().post(batch.text("callback"), TaskLife.CALLBACK_SECRET, body, _ -> {});
    }
}
