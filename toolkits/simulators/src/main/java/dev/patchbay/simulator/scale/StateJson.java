package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.Locale;
import java.util.stream.Stream;

/** All state, per key, for whoever wants to look. */
final class StateJson {
    private StateJson() {}

    static ObjectNode of(Keyring keyring) {
        var all = Json.object();
        keyring.environments().forEach((key, environment) -> all.set(key, of(environment)));
        return all;
    }

    private static ObjectNode of(Environment environment) {
        var json = Json.object().put("mode", environment.mode().name().toLowerCase(Locale.ROOT));
        json.set("projects", list(environment.projects().values().stream().map(Project::entity)));
        json.set("batches", list(environment.batches().values().stream()));
        json.set("tasks", list(environment.tasks().all()));
        json.set("files", list(environment.files().all()));
        json.set("members", environment.members());
        environment.quality().audits().forEach(json.putArray("audits")::add);
        environment.disabledTypes().forEach(json.putArray("disabled")::add);
        return json;
    }

    private static ArrayNode list(Stream<Entity> entities) {
        var list = Json.array();
        entities.forEach(entity -> list.add(entity.json()));
        return list;
    }
}
