package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Optional;

/** The task list: newest first, paged by token or, as before, by offset. */
final class TaskListRoutes {
    private TaskListRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/v1/tasks", TaskListRoutes::list);
    }

    private static Answer list(Call call) {
        var query = call.query();
        int limit = Parameters.limit(call);
        int offset = Parameters.offset(call);
        var token = query.first("next_token").flatMap(text -> token(call, text));
        var filter = Filter.ofTasks(call);
        List<Entity> matching =
                call.environment().tasks().all().filter(filter).toList().reversed();
        List<Entity> all = token.map(from -> matching.stream()
                        .filter(task -> !task.createdAt().isAfter(from.newest()))
                        .toList())
                .orElse(matching);
        List<Entity> rest = token.map(from -> all.stream()
                        .filter(task -> task.createdAt().isBefore(from.before()))
                        .toList())
                .orElseGet(() -> all.stream().skip(offset).toList());
        List<Entity> shown = rest.stream().limit(limit).toList();

        boolean limited = Parameters.flag(query, "limited_response");
        var page = Json.object();
        var docs = page.putArray("docs");
        shown.forEach(task -> docs.add(limited ? limited(task) : task.json()));
        boolean more = rest.size() > limit;
        page.put("total", all.size()).put("limit", limit).put("offset", offset).put("has_more", more);
        if (more) {
            var newest = token.map(NextToken::newest).orElse(all.getFirst().createdAt());
            page.put("next_token", new NextToken(newest, shown.getLast().createdAt()).write(query));
        }
        return Answer.json(200, page);
    }

    private static Optional<NextToken> token(Call call, String text) {
        var token = NextToken.read(text, call.query());
        if (token.isEmpty() && call.on(Switch.LIST_RULES)) {
            throw Refusal.parameter("\"next_token\" is not valid for this query");
        }
        return token;
    }

    private static ObjectNode limited(Entity task) {
        return task.json().deepCopy().retain("task_id", "status", "metadata", "project");
    }
}
