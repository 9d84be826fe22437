package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/** A batch as the service shows it. */
final class BatchJson {
    private BatchJson() {}

    static Entity first(ObjectNode body, boolean staged, Instant moment) {
        var json = Json.object()
                .put("project", body.path("project").asText())
                .put("name", body.path("name").asText())
                .put("status", staged ? "staging" : "in_progress")
                .put("created_at", Timestamps.write(moment));
        // The Python client always sends a callback, and means none when it is empty.
        if (!body.path("callback").asText("").isEmpty()) {
            json.put("callback", body.path("callback").asText());
        }
        json.put("calibration_batch", body.path("calibration_batch").asBoolean());
        json.put("self_label_batch", body.path("self_label_batch").asBoolean());
        json.set("metadata", body.path("metadata").isObject() ? body.path("metadata") : Json.object());
        return new Entity(moment, json);
    }

    /** Tasks by status; a status that none has is left out, as the real service may do. */
    static ObjectNode counts(Entity batch, Environment environment) {
        var counts = Json.object();
        if (environment.on(Switch.ZERO_COUNTS)) {
            List.of("pending", "completed", "error", "canceled").forEach(status -> counts.put(status, 0));
        }
        environment.tasks().countsOf(batch.text("name")).forEach(counts::put);
        return counts;
    }
}
