package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import java.util.HashSet;
import java.util.Set;

/** New versions of a project's parameters and of its ontology. Existing tasks keep the version they were made with. */
final class ProjectChanges {
    private ProjectChanges() {}

    static Answer setParams(Call call) {
        Project project = call.project();
        ObjectNode given = call.object();
        boolean patch = given.path("patch").asBoolean(call.on(Switch.PATCH_BY_DEFAULT));
        given.remove("patch");
        Geometries.checkGiven(given, call.environment());
        Attributes.check(new Draft(given, given, call.environment()));

        ObjectNode params = patch ? project.parameters(Project.LATEST) : Json.object();
        params.setAll(given);
        var entry = Json.object()
                .put("version", project.latestVersion() + 1)
                .put("created_at", Timestamps.write(call.environment().nextMoment()));
        entry.setAll(params);
        return store(
                call, project.changed(json -> json.withArray("param_history").add(entry)));
    }

    static Answer setOntology(Call call) {
        Project project = call.project();
        ObjectNode body = call.object();
        if (!body.path("ontology").isArray() || body.path("ontology").isEmpty()) {
            throw Refusal.required("ontology");
        }
        checkNames(body.path("ontology"), new HashSet<>());
        var version = Json.object()
                .put("version", project.entity().json().path("ontologyHistory").size())
                .put("created_at", Timestamps.write(call.environment().nextMoment()));
        if (body.has("name")) {
            version.put("name", body.path("name").asText());
        }
        version.set("ontology", body.path("ontology"));
        Answer answer = store(
                call, project.changed(json -> json.withArray("ontologyHistory").add(version)));
        return call.on(Switch.ONTOLOGY_ANSWERS_PROJECT) ? answer : Answer.json(200, version);
    }

    private static void checkNames(JsonNode choices, Set<String> seen) {
        for (JsonNode choice : choices) {
            String name = choice.isTextual()
                    ? choice.textValue()
                    : choice.path("choice").asText("");
            if (name.isBlank()) {
                throw Refusal.parameter("every item of \"ontology\" must be a text or have a \"choice\"");
            }
            if (!seen.add(name)) {
                throw Refusal.parameter("\"" + name + "\" occurs more than once in the ontology");
            }
            checkNames(choice.path("subchoices"), seen);
        }
    }

    private static Answer store(Call call, Project project) {
        call.environment().projects().put(project.entity().text("name"), project);
        return Answer.json(200, project.entity().json());
    }
}
