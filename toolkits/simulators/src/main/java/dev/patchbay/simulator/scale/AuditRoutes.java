package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Optional;

/** Reviews of tasks: audits on the task itself, fixless audits beside it, and the training attempts of labellers. */
final class AuditRoutes {
    private AuditRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/task/{id}/audit", AuditRoutes::audit);
        routes.add("GET", "/v1/audits", AuditRoutes::list);
        routes.add("PUT", "/v1/audits", AuditRoutes::create);
        routes.add("GET", "/v1/quality/labelers", AuditRoutes::labelers);
    }

    private static Answer audit(Call call) {
        Entity task = call.task();
        ObjectNode body = call.object();
        if (!body.path("accepted").isBoolean()) {
            throw Refusal.required("accepted");
        }
        if (!task.text("status").equals("completed")) {
            throw Refusal.invalid("Only a completed task can be audited.");
        }
        String result = body.path("accepted").booleanValue() ? "accepted" : "rejected";
        return review(call, task, result, body.path("comments").asText(""));
    }

    private static Answer review(Call call, Entity task, String result, String comments) {
        Answer answer = TaskRoutes.store(call, reviewed(call.environment(), task, result, comments));
        TaskLife.tell(call.environment(), call.task());
        return answer;
    }

    static Entity reviewed(Environment environment, Entity task, String result, String comments) {
        return task.changed(json -> {
            json.put("customer_review_status", result);
            json.withArray("audits")
                    .addObject()
                    .put("audited_by", "ada@orchard.example")
                    .put("audited_at", Timestamps.write(environment.now()))
                    .put("audit_time_secs", 60)
                    .put("audit_result", result)
                    .put("audit_source", "customer")
                    .put("comments", comments);
        });
    }

    private static Answer list(Call call) {
        var taskId = call.query().first("task_id");
        var id = call.query().first("id");
        if (taskId.isEmpty() && id.isEmpty()) {
            throw Refusal.parameter("\"task_id\" or \"id\" is required");
        }
        if (taskId.flatMap(call.environment().tasks()::find).isEmpty() && taskId.isPresent()) {
            throw Refusal.notFound("Task with that ID not found.");
        }
        var found = call.environment().quality().audits().stream()
                .filter(audit -> matches(audit, "task_id", taskId) && matches(audit, "id", id))
                .toList();
        if (!call.on(Switch.AUDITS_AS_ARRAY)) {
            return Answer.json(200, found.isEmpty() ? Json.object() : found.getLast());
        }
        var list = Json.array();
        found.forEach(list::add);
        return Answer.json(200, list);
    }

    private static boolean matches(ObjectNode audit, String member, Optional<String> wanted) {
        return wanted.isEmpty() || audit.path(member).asText().equals(wanted.get());
    }

    /** The one endpoint here that answers 201. */
    private static Answer create(Call call) {
        ObjectNode body = call.object();
        String taskId = Parameters.required(body, "task_id");
        if (call.environment().tasks().find(taskId).isEmpty()) {
            throw Refusal.notFound("Task with that ID not found.");
        }
        var audits = call.environment().quality().audits();
        var audit = Json.object()
                .put("id", String.format("aud_%03d", audits.size() + 1))
                .put("created_at", Timestamps.write(call.environment().nextMoment()));
        audit.setAll(body);
        audits.add(audit);
        return Answer.json(201, audit);
    }

    /** Nothing is known of the answer but that it is about attempts of labellers. */
    private static Answer labelers(Call call) {
        List<String> emails = call.query().all("labeler_emails");
        List<String> tasks = call.query().all("quality_task_ids");
        if (emails.isEmpty() && tasks.isEmpty()) {
            throw Refusal.parameter("\"quality_task_ids\" or \"labeler_emails\" is required");
        }
        var docs = Json.array();
        call.environment().quality().attempts().stream()
                .filter(attempt -> emails.isEmpty()
                        || emails.contains(attempt.path("labeler_email").asText()))
                .filter(attempt -> tasks.isEmpty()
                        || tasks.contains(attempt.path("quality_task_id").asText()))
                .limit(Parameters.limit(call))
                .forEach(docs::add);
        return Answer.json(200, Json.object().put("has_more", false).set("docs", docs));
    }
}
