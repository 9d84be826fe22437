package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Body;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Uploaded and imported files, and the stored results behind secure addresses. */
final class Files {
    /** A stored result: JSON or a picture. */
    record Result(String contentType, Body content) {}

    private final Map<String, Entity> byId = new LinkedHashMap<>();
    private final Map<String, Result> results = new LinkedHashMap<>();

    void put(Entity file) {
        byId.put(file.text("id"), file);
    }

    /** Oldest first. */
    Stream<Entity> all() {
        return byId.values().stream();
    }

    boolean hasReference(String referenceId) {
        return all().anyMatch(file -> file.text("reference_id").equals(referenceId));
    }

    void putResult(String taskId, String uuid, Result result) {
        results.put(taskId + "/" + uuid, result);
    }

    Optional<Result> result(String taskId, String uuid) {
        return Optional.ofNullable(results.get(taskId + "/" + uuid));
    }
}
