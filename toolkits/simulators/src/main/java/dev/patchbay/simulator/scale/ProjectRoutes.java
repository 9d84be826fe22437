package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.EnumSet;
import java.util.List;

/** Projects: create, list, read. */
final class ProjectRoutes {
    private ProjectRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/projects", ProjectRoutes::create);
        routes.add("GET", "/v1/projects", ProjectRoutes::list);
        routes.add("GET", "/v1/projects/{project}", call -> answer(call.project()));
        routes.add("GET", "/v1/projects/{project}/taskTemplates", ProjectRoutes::templates);
        routes.add("POST", "/v1/projects/{project}/setParams", ProjectChanges::setParams);
        routes.add("POST", "/v1/projects/{project}/setOntology", ProjectChanges::setOntology);
    }

    private static Answer create(Call call) {
        ObjectNode body = call.object();
        String type = Parameters.required(body, "type");
        String name = Parameters.required(body, "name");
        if (call.environment().project(name).isPresent()) {
            throw Refusal.conflict("Project with name " + name + " already exists.");
        }
        var traits = EnumSet.noneOf(Project.Trait.class);
        for (Project.Trait trait : List.of(Project.Trait.RAPID, Project.Trait.STUDIO)) {
            if (body.path(trait.wireName()).asBoolean()) {
                traits.add(trait);
            }
        }
        var parameters = body.path("params") instanceof ObjectNode given ? given : Json.object();
        var moment = call.environment().nextMoment();
        var project = new Project(ProjectJson.first(type, name, moment, parameters), traits);
        call.environment().projects().put(name, project);
        return answer(project);
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

    /** One template per project, without variables: nothing else is known of what is behind them. */
    private static Answer templates(Call call) {
        var project = call.project().entity();
        var template = Json.object()
                .put("id", "template-" + project.createdAt().toEpochMilli())
                .put("version", 0)
                .put("created_at", project.text("created_at"))
                .put("updated_at", project.text("created_at"));
        template.putObject("template_variables");
        return Answer.json(200, template);
    }

    private static Answer answer(Project project) {
        return Answer.json(200, project.entity().json());
    }
}
