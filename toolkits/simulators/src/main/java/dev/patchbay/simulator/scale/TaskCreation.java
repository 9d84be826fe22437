package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creating tasks: what is common to all types. What differs is in {@link TaskType}. */
final class TaskCreation {
    private static final List<String> COMMON = List.of(
            "project",
            "batch",
            "instruction",
            "callback_url",
            "metadata",
            "priority",
            "unique_id",
            "clear_unique_id_on_error",
            "tags",
            "project_version");

    private TaskCreation() {}

    static void addTo(Routes<Handler> routes) {
        for (TaskType type : TaskType.values()) {
            routes.add("POST", "/v1/task/" + type.wireName(), call -> create(call, type));
        }
    }

    private static Answer create(Call call, TaskType type) {
        ObjectNode body = call.object();
        var batch = named(body, "batch").flatMap(call.environment()::batch);
        var projectName = named(body, "project").or(() -> batch.map(found -> found.text("project")));
        var project = projectName.flatMap(call.environment()::project);
        if (call.environment().disabledTypes().contains(type.wireName())) {
            throw Refusal.notEnabled(type.wireName());
        }
        int version = body.path("project_version").asInt(Project.LATEST);
        ObjectNode inherited = project.map(found -> found.parameters(version)).orElseGet(Json::object);

        ObjectNode params = inherited.deepCopy();
        params.remove("instruction");
        params.setAll(body.deepCopy().remove(COMMON));
        CommonParameters.check(body);
        type.check(new Draft(body, params, call.environment()));

        if (projectName.isPresent() && project.isEmpty()) {
            throw missingParent(call, "Project with that name not found.");
        }
        if (named(body, "batch").isPresent() && batch.isEmpty()) {
            throw missingParent(call, "Batch with that name not found.");
        }
        var idempotencyKey = call.request().header("idempotency-key");
        refuseDuplicate(call.environment().tasks(), named(body, "unique_id"), idempotencyKey);
        if (batch.isPresent()
                && project.filter(Project::staged).isPresent()
                && !batch.get().text("status").equals("staging")) {
            throw Refusal.invalid("The batch is finalized; no tasks can be added.");
        }

        var moment = call.environment().nextMoment();
        ObjectNode json = begin(call, type, body, moment);
        instruction(inherited, body).ifPresent(text -> json.put("instruction", text));
        projectName.ifPresent(name -> json.put("project", name));
        project.ifPresent(found ->
                json.put("project_param_version", version == Project.LATEST ? found.latestVersion() : version));
        json.set("params", params);
        var task = new Entity(moment, json);
        call.environment().tasks().put(task);
        idempotencyKey.ifPresent(key -> call.environment().tasks().rememberIdempotencyKey(key, task.text("task_id")));
        batch.ifPresent(found -> BatchLife.taskAdded(call.environment(), found));
        if (call.on(Switch.INSTANT)) {
            call.environment().settle();
        }
        return Answer.json(
                200,
                call.environment()
                        .tasks()
                        .find(task.text("task_id"))
                        .orElse(task)
                        .json());
    }

    static Refusal missingParent(Call call, String text) {
        return call.on(Switch.MISSING_PARENT_IS_400) ? Refusal.invalid(text) : Refusal.notFound(text);
    }

    private static void refuseDuplicate(Tasks tasks, Optional<String> uniqueId, Optional<String> idempotencyKey) {
        uniqueId.flatMap(tasks::idOf).ifPresent(id -> {
            throw Refusal.uniqueIdInUse(uniqueId.get(), id);
        });
        idempotencyKey.flatMap(tasks::idOfIdempotencyKey).ifPresent(id -> {
            throw Refusal.conflict("The idempotency key is already in use by another task (" + id + ").");
        });
    }

    /** The members every client reads; {@code tags} and {@code unique_id} exist only when they were given. */
    private static ObjectNode begin(Call call, TaskType type, ObjectNode body, Instant moment) {
        boolean test = call.environment().mode() == Mode.TEST;
        var json = Json.object()
                .put("task_id", call.environment().newId(moment))
                .put("created_at", Timestamps.write(moment))
                .put("updated_at", Timestamps.write(moment))
                .put("type", type.wireName())
                .put("status", "pending")
                .put("instruction", "")
                .put("is_test", test)
                .put("urgency", "standard")
                .put("callback_url", body.path("callback_url").asText(""));
        json.set("metadata", body.path("metadata").isObject() ? body.path("metadata") : Json.object());
        json.putArray("processed_attachments");
        for (String member : List.of("batch", "priority", "unique_id", "clear_unique_id_on_error")) {
            if (body.has(member)) {
                json.set(member, body.get(member));
            }
        }
        if (body.path("tags") instanceof ArrayNode tags && !tags.isEmpty()) {
            json.set("tags", tags);
        }
        return json;
    }

    /** The task's own text is appended to the project's. */
    private static Optional<String> instruction(ObjectNode inherited, ObjectNode body) {
        var texts = Stream.of(inherited, body)
                .flatMap(source -> named(source, "instruction").stream())
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", texts));
    }

    private static Optional<String> named(ObjectNode body, String member) {
        return Optional.of(body.path(member).asText("")).filter(text -> !text.isEmpty());
    }
}
