package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How an open task ends in test mode: completed with dummy data, or in error when its attachment cannot be fetched. */
final class TaskEnding {
    /** The host whose files never load. Nothing is fetched; hosts are only looked at. */
    private static final String BROKEN_HOST = "broken.sim.example";

    private TaskEnding() {}

    static Entity of(Entity task, Instant now) {
        return brokenAttachment(task).map(url -> failed(task, url, now)).orElseGet(() -> completed(task, now));
    }

    private static Entity completed(Entity task, Instant now) {
        return task.changed(json -> {
            json.put("status", "completed")
                    .put("completed_at", Timestamps.write(now))
                    .put("updated_at", Timestamps.write(now));
            Arrays.stream(TaskType.values())
                    .filter(type -> type.wireName().equals(task.text("type")))
                    .findFirst()
                    .ifPresent(type -> json.set("response", type.dummyResponse(json)));
        });
    }

    private static Entity failed(Entity task, String url, Instant now) {
        return task.changed(json -> {
            json.put("status", "error").put("updated_at", Timestamps.write(now));
            var response = Json.object().put("error", "One or more attachments could not be downloaded.");
            response.putArray("attachments").addObject().put("statusCode", 404).put("url", url);
            json.set("response", response);
            if (json.path("clear_unique_id_on_error").asBoolean()) {
                json.remove("unique_id");
            }
        });
    }

    private static Optional<String> brokenAttachment(Entity task) {
        String url = task.json().path("params").path("attachment").asText("");
        try {
            return BROKEN_HOST.equals(URI.create(url).getHost()) ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
