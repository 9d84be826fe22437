package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Instant;

/** A project as the service shows it. */
final class ProjectJson {
    private ProjectJson() {}

    static Entity first(String type, String name, Instant moment, ObjectNode parameters) {
        var json = Json.object().put("type", type).put("name", name).put("created_at", Timestamps.write(moment));
        json.putArray("param_history")
                .addObject()
                .put("version", 0)
                .put("created_at", Timestamps.write(moment))
                .setAll(parameters);
        return new Entity(moment, json);
    }
}
