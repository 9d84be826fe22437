package dev.patchbay.simulator.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tasks of an environment with the names that must stay unique. */
final class Tasks {
    private final Map<String, Entity> byId = new LinkedHashMap<>();
    private final Map<String, String> idByUniqueId = new LinkedHashMap<>();
    private final Map<String, String> idByIdempotencyKey = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    Optional<Entity> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<String> idOf(String uniqueId) {
        return Optional.ofNullable(idByUniqueId.get(uniqueId));
    }

    Optional<String> idOfIdempotencyKey(String key) {
        return Optional.ofNullable(idByIdempotencyKey.get(key));
    }

    /** Oldest first. */
    Stream<Entity> all() {
        return byId.values().stream();
    }

    /** Adds a task, or puts a changed one in the place of the old. */
    void put(Entity task) {
        String id = task.text("task_id");
        find(id).map(old -> old.text("unique_id")).ifPresent(idByUniqueId::remove);
        byId.put(id, task);
        if (task.json().has("unique_id")) {
            idByUniqueId.put(task.text("unique_id"), id);
        }
        open.remove(id);
        if (task.text("status").equals("pending")) {
            open.add(id);
        }
    }

    void rememberIdempotencyKey(String key, String taskId) {
        idByIdempotencyKey.put(key, taskId);
    }

    void endOpenOnes(UnaryOperator<Entity> ending) {
        for (String id : List.copyOf(open)) {
            find(id).map(ending).ifPresent(this::put);
        }
    }
}
