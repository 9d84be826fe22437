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
        routes.add("GET", "/v1/task/{id}", call -> Answer.json(200, call.task().json()));
        routes.add("POST", "/v1/task/{id}/cancel", TaskRoutes::cancel);
        routes.add("PUT", "/v1/task/{id}/tags", TaskRoutes::addTags);
        routes.add("POST", "/v1/task/{id}/tags", TaskRoutes::replaceTags);
        routes.add("DELETE", "/v1/task/{id}/tags", TaskRoutes::removeTags);
        routes.add("POST", "/v1/task/{id}/unique_id", TaskRoutes::setUniqueId);
        routes.add(
                "DELETE",
                "/v1/task/{id}/unique_id",
                call -> store(call, call.task().changed(json -> json.remove("unique_id"))));
        routes.add("POST", "/v1/task/{id}/setMetadata", TaskRoutes::setMetadata);
    }

    private static Answer cancel(Call call) {
        Entity task = call.task();
        String status = task.text("status");
        boolean repeated = status.equals("canceled") && call.on(Switch.CANCEL_TWICE);
        boolean late = status.equals("completed") && call.on(Switch.CANCEL_COMPLETED);
        if (repeated) {
            return Answer.json(200, task.json());
        }
        if (!status.equals("pending") && !late) {
            throw Refusal.invalid("Task is already " + status + ".");
        }
        var canceled = task.changed(json -> {
            json.put("status", "canceled");
            if (Parameters.flag(call.query(), "clear_unique_id")) {
                json.remove("unique_id");
            }
        });
        Answer answer = store(call, canceled);
        TaskLife.ended(call.environment(), call.task());
        return answer;
    }

    private static Answer setUniqueId(Call call) {
        Entity task = call.task();
        String wanted = Parameters.required(call.object(), "unique_id");
        call.environment()
                .tasks()
                .idOf(wanted)
                .filter(id -> !id.equals(task.text("task_id")))
                .ifPresent(id -> {
                    throw Refusal.uniqueIdInUse(wanted, id);
                });
        return store(call, task.changed(json -> json.put("unique_id", wanted)));
    }

    /** The body is the metadata itself; none means {}: the Python client drops empty bodies. */
    private static Answer setMetadata(Call call) {
        Entity task = call.task();
        var metadata = call.metadata();
        return store(call, task.changed(json -> json.set("metadata", metadata)));
    }

    private static Answer addTags(Call call) {
        Entity task = call.task();
        var tags = tagsOf(task);
        tags.addAll(tags(call.array()));
        return store(call, withTags(task, tags));
    }

    private static Answer replaceTags(Call call) {
        Entity task = call.task();
        return store(call, withTags(task, tags(call.array())));
    }

    private static Answer removeTags(Call call) {
        Entity task = call.task();
        var tags = tagsOf(task);
        tags.removeAll(tags(call.array()));
        return store(call, withTags(task, tags));
    }

    static Answer store(Call call, Entity changed) {
        var stamped = changed.changed(json ->
                json.put("updated_at", Timestamps.write(call.environment().now())));
        call.environment().tasks().put(stamped);
        return Answer.json(200, stamped.json());
    }

    static Set<String> tagsOf(Entity task) {
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
}
