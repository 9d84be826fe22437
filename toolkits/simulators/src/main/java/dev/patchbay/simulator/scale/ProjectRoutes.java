package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.EnumSet;

/** Projects: create, list, read. */
final class ProjectRoutes {
    private ProjectRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/projects", ProjectRoutes::create);
        routes.add("GET", "/v1/projects", ProjectRoutes::list);
        routes.add("GET", "/v1/projects/{name}", ProjectRoutes::read);
    }

    private static Answer create(Call call) {
        ObjectNode body = call.object();
        String type = Parameters.required(body, "type");
        String name = Parameters.required(body, "name");
        if (call.environment().project(name).isPresent()) {
            throw Refusal.conflict("Project with name " + name + " already exists.");
        }
        var traits = EnumSet.noneOf(Project.Trait.class);
        if (body.path("rapid").asBoolean()) {
            traits.add(Project.Trait.RAPID);
        }
        if (body.path("studio").asBoolean()) {
            traits.add(Project.Trait.STUDIO);
        }
        var parameters = body.path("params") instanceof ObjectNode given ? given : Json.object();
        var moment = call.environment().nextMoment();
        var project = new Project(ProjectJson.first(type, name, moment, parameters), traits);
        call.environment().projects().put(name, project);
        return Answer.json(200, project.entity().json());
    }

    private static Answer list(Call call) {
        var archived = call.query().first("archived");
        var list = Json.array();
        call.environment().projects().values().stream()
                .filter(project -> archived.isEmpty()
                        || Parameters.flag(call.query(), "archived")
                                == project.traits().contains(Project.Trait.ARCHIVED))
                .forEach(project -> list.add(project.entity().json()));
        return Answer.json(200, list);
    }

    private static Answer read(Call call) {
        return Answer.json(
                200,
                call.environment()
                        .project(call.path("name"))
                        .orElseThrow(() -> Refusal.notFound("Project with that name not found."))
                        .entity()
                        .json());
    }
}
