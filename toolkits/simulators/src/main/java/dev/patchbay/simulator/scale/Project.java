package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A project, with the traits that its JSON does not show. */
record Project(Entity entity, Set<Trait> traits) {
    enum Trait {
        RAPID,
        STUDIO,
        ARCHIVED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Project {
        traits = Set.copyOf(traits);
    }

    Project changed(Consumer<ObjectNode> change) {
        return new Project(entity.changed(change), traits);
    }

    /** Batches of such projects are staged first and closed by finalising them. */
    boolean staged() {
        return traits.contains(Trait.RAPID) || traits.contains(Trait.STUDIO);
    }

    /** The parameters of that version, or of the latest one; a task inherits them. */
    ObjectNode parameters(int version) {
        ObjectNode found = Json.object();
        for (JsonNode entry : entity.json().path("param_history")) {
            if (entry instanceof ObjectNode object
                    && (version == LATEST || object.path("version").asInt() == version)) {
                found = object.deepCopy();
            }
        }
        found.remove("version");
        found.remove("created_at");
        return found;
    }

    static final int LATEST = Integer.MAX_VALUE;

    int latestVersion() {
        return entity.json().path("param_history").size() - 1;
    }
}
