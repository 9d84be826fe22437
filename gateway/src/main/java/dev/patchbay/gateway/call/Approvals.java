package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The door that a person opens: where the session asks for it, a call is made only when somebody has approved this very call,
 * with the arguments that are sent (docs/adr/0023).
 */
@ApplicationScoped
public class Approvals {
    private final VisibleTools tools;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    Approvals(VisibleTools tools, AuditTrail trail, CurrentCaller caller) {
        this.tools = tools;
        this.trail = trail;
        this.caller = caller;
    }

    /** A call that may be made, and that somebody has approved where that was asked for. */
    record Passed(Optional<Judged> approved) {
        private static final Passed UNASKED = new Passed(Optional.empty());
    }

    /** @param record names the call in the audit log, whose readers may guess: without what is secret in the arguments */
    record Judged(Failure.Ask ask, String record) {}

    /**
     * @param checked the arguments as they are sent
     * @param account named by the caller
     * @return {@link Failure.ApprovalNeeded} for a call that nobody has approved, unless his accounts would refuse it anyway
     */
    Outcome<Passed> pass(ToolScope scope, Tool tool, ObjectNode checked, Optional<String> account, Approval approval) {
        if (!tools.needsApproval(scope, tool.slug())) {
            return Outcome.ok(Passed.UNASKED);
        }
        var judged = judged(tool, checked, account);
        return approval.covers(List.of(judged.ask()))
                ? Outcome.ok(new Passed(Optional.of(judged)))
                : tools.visible(scope, tool.slug().value())
                        .then(ignored -> Outcome.failed(new Failure.ApprovalNeeded(List.of(judged.ask()))));
    }

    private static Judged judged(Tool tool, ObjectNode checked, Optional<String> account) {
        var shown = SecretArguments.hidden(tool.inputSchema(), checked);
        return new Judged(
                new Failure.Ask(
                        tool.slug(),
                        tool.toolkit(),
                        ForPeople.plain(tool.title()),
                        account.map(ForPeople::plain),
                        ForPeople.json(shown),
                        CallDigest.of(tool.slug(), account, checked)),
                CallDigest.of(tool.slug(), account, shown));
    }

    /** To be recorded before the call is sent. */
    void recordApproved(ToolScope scope, String logId, Judged judged) {
        var event = AuditEvent.done("tool.approved", caller.actor(), logId)
                .with("tool", judged.ask().tool().value())
                .with("digest", judged.record());
        record(scope, event);
    }

    /** One row for each call that was not made for it. */
    public void recordRefused(ToolScope scope, String logId, Failure.ApprovalNeeded needed) {
        needed.asks()
                .forEach(ask -> record(
                        scope,
                        AuditEvent.done("tool.refused", caller.actor(), logId)
                                .ended(AuditEvent.Outcome.REFUSED)
                                .with("tool", ask.tool().value())
                                .with("rule", "approval")));
    }

    private void record(ToolScope scope, AuditEvent event) {
        trail.record(
                scope.tenant(),
                scope.sessionId().map(id -> event.with("session", id)).orElse(event));
    }
}
