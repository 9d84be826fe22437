package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** How an open task ends: completed with dummy data, or in error when an attachment cannot be fetched. */
final class TaskEnding {
    private TaskEnding() {}

    static Entity of(Entity task, Instant now) {
        JsonNode params = task.json().path("params");
        String single = params.path("attachment").asText("");
        if (isBroken(single)) {
            var response = Json.object().put("error", "One or more attachments could not be downloaded.");
            response.putArray("attachments").addObject().put("statusCode", 404).put("url", single);
            return failed(task, response, now);
        }
        var response = Json.object().put("error", "One or more frames could not be downloaded.");
        var frames = response.putArray("frames");
        int frame = 0;
        for (JsonNode attachment : params.path("attachments")) {
            if (isBroken(attachment.asText(""))) {
                frames.addObject().put("frame", frame).put("message", "404").put("attachment", attachment.asText());
            }
            frame++;
        }
        return frames.isEmpty() ? completed(task, Optional.empty(), now) : failed(task, response, now);
    }

    static Entity completed(Entity task, Optional<JsonNode> response, Instant now) {
        return task.changed(json -> {
            json.put("status", "completed")
                    .put("completed_at", Timestamps.write(now))
                    .put("updated_at", Timestamps.write(now));
            JsonNode result = response.orElseGet(() -> TaskType.named(task.text("type"))
                    .map(type -> type.dummyResponse(json))
                    .orElseGet(Json::object));
            json.set("response", result);
        });
    }

    static Entity failed(Entity task, ObjectNode response, Instant now) {
        return task.changed(json -> {
            json.put("status", "error").put("updated_at", Timestamps.write(now));
            json.set("response", response);
            if (json.path("clear_unique_id_on_error").asBoolean()) {
                json.remove("unique_id");
            }
        });
    }

    /** The host whose files never load. Nothing is fetched; hosts are only looked at. */
    static boolean isBroken(String url) {
        try {
            return "broken.sim.example".equals(URI.create(url).getHost());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
