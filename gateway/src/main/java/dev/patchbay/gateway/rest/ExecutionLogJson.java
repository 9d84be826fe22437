package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.audit.Execution;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import java.time.Duration;

/** An execution in the contract's words (section 14, at the end). */
final class ExecutionLogJson {
    private ExecutionLogJson() {}

    static ObjectNode listed(Execution execution) {
        var json = Json.object();
        json.put("id", execution.id());
        json.put("timestamp", Timestamps.of(execution.startedAt()));
        json.put("type", execution.tool().startsWith("proxy ") ? "proxy_execution" : "tool_execution");
        json.put("status", ExecutionLogQuery.status(execution.status()));
        json.put("level", execution.failure().isPresent() ? "error" : "info");
        execution.failure().ifPresent(failure -> json.put("message", failure));
        metadata(json.putObject("metadata"), execution);
        var metrics = json.putObject("metrics");
        execution
                .finishedAt()
                .ifPresent(end -> metrics.put(
                        "duration_ms",
                        Duration.between(execution.startedAt(), end).toMillis()));
        json.putNull("parent");
        return json;
    }

    /**
     * What was sent and answered is not kept, so {@code data} says only what became of it. {@code timings} is there once both
     * ends are known: the SDK refuses half of it.
     */
    static ObjectNode single(Execution execution) {
        var json = listed(execution);
        execution
                .finishedAt()
                .ifPresent(end -> json.putObject("timings")
                        .put("start_time", execution.startedAt().toEpochMilli())
                        .put("end_time", end.toEpochMilli()));
        var context = json.putObject("context").put("user_id", execution.userId());
        execution.session().ifPresent(session -> context.put("session_id", session));
        execution.requestId().ifPresent(id -> context.put("request_id", id));
        json.putObject("source").put("type", execution.session().isPresent() ? "session" : "api");
        var data = json.putObject("data");
        execution.upstreamStatus().ifPresent(status -> data.put("http_status", status));
        return json;
    }

    private static void metadata(ObjectNode json, Execution execution) {
        json.put("log_id", execution.id());
        json.put("tool_slug", execution.tool());
        json.put("toolkit_slug", execution.toolkit());
        json.put("user_id", execution.userId());
        execution.account().ifPresent(id -> json.put("connected_account_id", id));
        execution.authConfig().ifPresent(id -> json.put("auth_config_id", id));
        execution.session().ifPresent(id -> json.put("session_id", id));
        execution.requestId().ifPresent(id -> json.put("request_id", id));
    }
}
