package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** One task: read, cancel, tags. */
final class TaskRoutes {
    private static final int MOST_TAGS = 5;

    private TaskRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/v1/task/{id}", call -> Answer.json(200, task(call).json()));
        routes.add("POST", "/v1/task/{id}/cancel", TaskRoutes::cancel);
        routes.add("PUT", "/v1/task/{id}/tags", TaskRoutes::addTags);
        routes.add("DELETE", "/v1/task/{id}/tags", TaskRoutes::removeTags);
    }

    /** A second cancel is accepted; whether the service does so is not known. */
    private static Answer cancel(Call call) {
        Entity task = task(call);
        return switch (task.text("status")) {
            case "pending" ->
                store(call, task.changed(json -> {
                    json.put("status", "canceled");
                    if (Parameters.flag(call.query(), "clear_unique_id")) {
                        json.remove("unique_id");
                    }
                }));
            case "canceled" -> Answer.json(200, task.json());
            default -> throw Refusal.invalid("Task is already " + task.text("status") + ".");
        };
    }

    private static Answer addTags(Call call) {
        Entity task = task(call);
        var tags = tagsOf(task);
        tags.addAll(tags(call.array()));
        return store(call, withTags(task, tags));
    }

    private static Answer removeTags(Call call) {
        Entity task = task(call);
        var tags = tagsOf(task);
        tags.removeAll(tags(call.array()));
        return store(call, withTags(task, tags));
    }

    private static Answer store(Call call, Entity changed) {
        var stamped = changed.changed(json ->
                json.put("updated_at", Timestamps.write(call.environment().now())));
        call.environment().tasks().put(stamped);
        return Answer.json(200, stamped.json());
    }

    private static Set<String> tagsOf(Entity task) {
        var tags = new LinkedHashSet<String>();
        task.json().path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static Entity withTags(Entity task, Set<String> tags) {
        checkCount(tags);
        return task.changed(json -> {
            json.remove("tags");
            if (!tags.isEmpty()) {
                tags.forEach(json.withArray("tags")::add);
            }
        });
    }

    /** The tags of a body, each a text that is not empty. */
    static Set<String> tags(ArrayNode given) {
        var tags = new LinkedHashSet<String>();
        for (JsonNode tag : given) {
            if (!tag.isTextual() || tag.textValue().isBlank()) {
                throw Refusal.invalid("Parameter is invalid, reason: every tag must be a text that is not empty");
            }
            tags.add(tag.textValue());
        }
        return tags;
    }

    static void checkCount(Collection<String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw Refusal.invalid("Parameter is invalid, reason: a task has at most " + MOST_TAGS + " tags");
        }
    }

    private static Entity task(Call call) {
        return call.environment()
                .tasks()
                .find(call.path("id"))
                .orElseThrow(() -> Refusal.notFound("Task with that ID not found."));
    }
}
