package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.EnumSet;

/**
 * Adds what a test brings along to an environment: {@code projects}, {@code batches}, {@code tasks}, {@code members}. Each is
 * written as the service shows it; what is left out is filled in.
 */
final class FixtureLoader {
    private final Environment environment;

    private FixtureLoader(Environment environment) {
        this.environment = environment;
    }

    static void load(Environment environment, ObjectNode fixture) {
        var loader = new FixtureLoader(environment);
        fixture.path("projects").forEach(loader::project);
        fixture.path("batches").forEach(loader::batch);
        fixture.path("tasks").forEach(loader::task);
        fixture.path("members").forEach(environment.members()::add);
    }

    private void project(JsonNode given) {
        var traits = EnumSet.noneOf(Project.Trait.class);
        for (Project.Trait trait : Project.Trait.values()) {
            if (given.path(trait.wireName()).asBoolean()) {
                traits.add(trait);
            }
        }
        var object = object(given);
        String name = Parameters.required(object, "name");
        var parameters = object.path("params") instanceof ObjectNode params ? params : Json.object();
        var entity = ProjectJson.first(
                object.path("type").asText("imageannotation"), name, environment.nextMoment(), parameters);
        environment.projects().put(name, new Project(entity, traits));
    }

    private void batch(JsonNode given) {
        var object = object(given);
        String name = Parameters.required(object, "name");
        boolean staged = environment
                .project(Parameters.required(object, "project"))
                .orElseThrow(() -> Refusal.parameter("batch \"" + name + "\" is in no known project"))
                .staged();
        var entity = BatchJson.first(object, staged, environment.nextMoment());
        environment.batches().put(name, entity.changed(json -> json.setAll(object)));
    }

    private void task(JsonNode given) {
        var object = object(given);
        var moment = environment.nextMoment();
        var json = Json.object()
                .put("task_id", environment.newId(moment))
                .put("created_at", Timestamps.write(moment))
                .put("updated_at", Timestamps.write(moment))
                .put("type", "imageannotation")
                .put("status", "completed")
                .put("instruction", "")
                .put("callback_url", "")
                .put("is_test", environment.mode() == Mode.TEST)
                .put("urgency", "standard");
        json.putObject("metadata");
        json.putObject("params");
        json.putArray("processed_attachments");
        json.setAll(object);
        environment.tasks().put(new Entity(moment, json));
    }

    private static ObjectNode object(JsonNode given) {
        if (given instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.parameter("every item of a fixture must be an object");
    }
}
