package dev.patchbay.simulator.scale;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tasks of an environment with the names that must stay unique. */
final class Tasks {
    private final Map<String, Entity> byId = new LinkedHashMap<>();
    private final Map<String, String> idByUniqueId = new LinkedHashMap<>();
    private final Map<String, String> idByIdempotencyKey = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> countsByBatch = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

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

    /** The pending ones, oldest first. */
    List<Entity> open() {
        return open.stream().flatMap(id -> find(id).stream()).toList();
    }

    /** How many tasks of the batch have which status; a status that none has is not there. */
    Map<String, Integer> countsOf(String batch) {
        return countsByBatch.getOrDefault(batch, Map.of());
    }

    /** Adds a task, or puts a changed one in the place of the old. */
    void put(Entity task) {
        String id = task.text("task_id");
        find(id).ifPresent(old -> {
            idByUniqueId.remove(old.text("unique_id"));
            count(old, -1);
        });
        byId.put(id, task);
        count(task, 1);
        if (task.json().has("unique_id")) {
            idByUniqueId.put(task.text("unique_id"), id);
        }
        if (task.text("status").equals("pending")) {
            open.add(id);
        } else {
            open.remove(id);
        }
    }

    private void count(Entity task, int by) {
        if (task.json().has("batch")) {
            countsByBatch
                    .computeIfAbsent(task.text("batch"), _ -> new TreeMap<>())
                    .merge(task.text("status"), by, (before, more) -> before + more == 0 ? null : before + more);
        }
    }

    void rememberIdempotencyKey(String key, String taskId) {
        idByIdempotencyKey.put(key, taskId);
    }
}
