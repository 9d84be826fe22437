package dev.patchbay.gateway.audit;

import dev.patchbay.gateway.audit.AuditEvent.Outcome;
import dev.patchbay.gateway.audit.ExecutionLog.Ending;
import dev.patchbay.gateway.audit.ExecutionLog.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A call as the audit log tells it: that it was about to be made, how it ended, and whether egress stopped it. */
final class ExecutionEvents {
    private ExecutionEvents() {}

    static Entry started(Intent intent, Instant at, String requestId) {
        var event = AuditEvent.done("tool.execution_started", intent.actor(), intent.id())
                .with("tool", intent.tool())
                .with("account", intent.account());
        return new Entry(intent.session().map(id -> event.with("session", id)).orElse(event), at, requestId);
    }

    static List<Entry> ended(Intent intent, Ending ending, Instant at, String requestId) {
        var event = new AuditEvent(
                        "tool.execution_ended",
                        intent.actor(),
                        intent.id(),
                        outcome(ending),
                        Map.of("ending", ending.name()))
                .with("tool", intent.tool());
        var end = new Entry(
                ending.upstreamStatus()
                        .map(status -> event.with("upstream_status", status.toString()))
                        .orElse(event),
                at,
                requestId);
        if (!ending.egressDenied()) {
            return List.of(end);
        }
        var blocked = AuditEvent.done("egress.blocked", intent.actor(), intent.id())
                .ended(Outcome.REFUSED)
                .with("tool", intent.tool())
                .with("account", intent.account());
        return List.of(new Entry(blocked, at, requestId), end);
    }

    private static Outcome outcome(Ending ending) {
        if (ending.succeeded()) {
            return Outcome.DONE;
        }
        return ending.egressDenied() ? Outcome.REFUSED : Outcome.FAILED;
    }
}
