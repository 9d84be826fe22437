package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Studio: who is assigned to which project, and the groups of a project. */
final class StudioRoutes {
    private StudioRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/v1/studio/assignments", StudioRoutes::assignments);
        routes.add("POST", "/v1/studio/assignments/add", call -> assign(call, true));
        routes.add("POST", "/v1/studio/assignments/remove", call -> assign(call, false));
        routes.add("GET", "/v1/studio/projects/{project}/groups", StudioRoutes::groups);
        routes.add("POST", "/v1/studio/projects/{project}/groups", StudioRoutes::createGroup);
        routes.add("PUT", "/v1/studio/projects/{project}/groups/{group}", StudioRoutes::changeGroup);
    }

    /** Only active people: the invited and the disabled are left out. */
    private static Answer assignments(Call call) {
        var all = Json.object();
        call.environment().members().forEach(member -> {
            if (member instanceof ObjectNode object && TeamRoutes.isActive(object)) {
                put(all, call, object.path("email").asText());
            }
        });
        return Answer.json(200, all);
    }

    private static Answer assign(Call call, boolean add) {
        ObjectNode body = call.object();
        List<String> emails = Parameters.texts(body, "emails");
        List<String> projects = Parameters.texts(body, "projects");
        for (String email : emails) {
            if (call.environment().member(email).filter(TeamRoutes::isActive).isEmpty()) {
                throw Refusal.parameter("\"" + email + "\" is no active member of the team");
            }
        }
        for (String project : projects) {
            if (call.environment().project(project).isEmpty()) {
                throw Refusal.parameter("\"" + project + "\" is no project");
            }
        }
        var affected = Json.object();
        for (String email : emails) {
            Set<String> assigned = call.environment().studio().projectsOf(email);
            if (add) {
                assigned.addAll(projects);
            } else {
                projects.forEach(assigned::remove);
            }
            put(affected, call, email);
        }
        return Answer.json(200, affected);
    }

    private static void put(ObjectNode all, Call call, String email) {
        var projects = all.putArray(email);
        call.environment().studio().projectsOf(email).forEach(projects::add);
    }

    private static Answer groups(Call call) {
        var list = Json.array();
        groupsOf(call).values().forEach(group -> list.add(shown(group)));
        return Answer.json(200, list);
    }

    private static Answer createGroup(Call call) {
        var groups = groupsOf(call);
        ObjectNode body = call.object();
        String name = Parameters.required(body, "name");
        if (groups.containsKey(name)) {
            throw Refusal.conflict("Group with name " + name + " already exists.");
        }
        var group = Json.object()
                .put("id", call.environment().newId(call.environment().nextMoment()))
                .put("name", name);
        group.putArray("workers");
        body.path("emails").forEach(group.withArray("workers")::add);
        groups.put(name, group);
        return Answer.json(200, shown(group));
    }

    private static Answer changeGroup(Call call) {
        var groups = groupsOf(call);
        var group = groups.get(call.path("group"));
        if (group == null) {
            throw Refusal.notFound("Group with that name not found.");
        }
        ObjectNode body = call.object();
        var workers = Json.array();
        group.path("workers").forEach(worker -> {
            if (!contains(body, "remove_emails", worker.asText()) && !contains(body, "add_emails", worker.asText())) {
                workers.add(worker);
            }
        });
        body.path("add_emails").forEach(workers::add);
        group.set("workers", workers);
        return Answer.json(200, shown(group));
    }

    private static boolean contains(ObjectNode body, String member, String text) {
        for (var item : body.path(member)) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, ObjectNode> groupsOf(Call call) {
        return call.environment().studio().groupsOf(call.project().entity().text("name"));
    }

    private static ObjectNode shown(ObjectNode group) {
        int workers = group.path("workers").size();
        return Json.object()
                .put("id", group.path("id").asText())
                .put("name", group.path("name").asText())
                .put("numWorkers", workers)
                .put("isSingleton", workers == 1);
    }
}
