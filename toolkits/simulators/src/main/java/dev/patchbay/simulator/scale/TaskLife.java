package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Json;

/** What follows from a task's change of state: the callback, and perhaps the end of its batch. */
final class TaskLife {
    /** Goes along with every callback of the account; invented, as the receiver's address is. */
    static final String CALLBACK_SECRET = "callback_sim_orchard_01";

    private static final String DEFAULT_RECEIVER = "https://hooks.orchard.example/scale";

    private TaskLife() {}

    /** Stores a task that has ended, and tells its callback address. */
    static void ended(Environment environment, Entity task) {
        environment.tasks().put(task);
        if (!task.text("batch").isEmpty()) {
            environment.checkLater(task.text("batch"));
        }
        if (!task.text("status").equals("canceled")) {
            tell(environment, task);
        }
    }

    static void tell(Environment environment, Entity task) {
        String given = task.text("callback_url");
        var body = Json.object().put("task_id", task.text("task_id")).put("status", task.text("status"));
        body.set("task", task.json().deepCopy());
        body.set("response", task.json().path("response").deepCopy());
        String id = task.text("task_id");
        environment
                .callbacks()
                .post(
                        given.isEmpty() ? DEFAULT_RECEIVER : given,
                        CALLBACK_SECRET,
                        body,
                        succeeded -> remember(environment, id, succeeded));
    }

    private static void remember(Environment environment, String id, boolean succeeded) {
        environment
                .tasks()
                .find(id)
                .ifPresent(task -> environment
                        .tasks()
                        .put(task.changed(json -> json.put("callback_succeeded", succeeded)
                                .put("callback_succeeded_at", Timestamps.write(environment.now())))));
    }
}
