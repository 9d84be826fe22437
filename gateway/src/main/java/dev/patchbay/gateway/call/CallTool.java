package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.connection.AccountResolver;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.catalog.ArgumentCheck;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.audit.ExecutionLog;
import dev.patchbay.gateway.audit.ExecutionLog.Intent;
import dev.patchbay.gateway.connect.AccountEgress;
import dev.patchbay.gateway.connect.AfterCall;
import dev.patchbay.gateway.files.TenantFiles;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.upstream.http.HttpUpstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * Runs one tool for one user, door by door: which tool and may this caller use it, do the arguments fit, has a person
 * approved it where the session asks for that, which account, record the intent, send, record the outcome. Each door either
 * opens or ends the call with a {@code Failure}; nothing here throws for anything a caller can cause. When the caller goes
 * away while it waits, the sending is cancelled.
 *
 * <p>Nothing is sent before the call's intent is in the database. A request that changes something is sent once, unless the
 * service promises to take it only once ({@link dev.patchbay.toolkit.KeyedRetry}).
 */
@ApplicationScoped
public class CallTool {
    /** Logging context key of the call's id. */
    public static final String LOG_ID = "log_id";

    private final VisibleTools tools;
    private final ArgumentCheck arguments;
    private final Approvals approvals;
    private final AccountResolver accounts;
    private final AccountEgress egress;
    private final ExecutionLog executions;
    private final HttpUpstream upstream;
    private final TenantFiles files;
    private final AfterCall afterCall;
    private final CallerPresence presence;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Ids ids;

    CallTool(
            VisibleTools tools,
            ArgumentCheck arguments,
            Approvals approvals,
            AccountResolver accounts,
            AccountEgress egress,
            ExecutionLog executions,
            HttpUpstream upstream,
            TenantFiles files,
            AfterCall afterCall,
            CallerPresence presence,
            AuditTrail trail,
            CurrentCaller caller,
            Ids ids) {
        this.tools = tools;
        this.arguments = arguments;
        this.approvals = approvals;
        this.accounts = accounts;
        this.egress = egress;
        this.executions = executions;
        this.upstream = upstream;
        this.files = files;
        this.afterCall = afterCall;
        this.presence = presence;
        this.trail = trail;
        this.caller = caller;
        this.ids = ids;
    }

    /**
     * @param account id or alias of the account to use, where the caller named one
     * @param approval what a person has approved
     */
    public CallResult call(
            ToolScope scope, String slug, ObjectNode given, Optional<String> account, Approval approval) {
        var logId = ids.next(Ids.Kind.EXECUTION);
        MDC.put(LOG_ID, logId);
        try {
            var found = tools.find(scope, slug);
            var outcome = found.then(tool -> Examples.added(
                    arguments
                            .check(tool, given)
                            .then(checked -> approvals
                                    .pass(scope, tool, checked, account, approval)
                                    .then(passed -> accounts.resolve(
                                                    scope.tenant(),
                                                    scope.userId(),
                                                    tool.toolkit(),
                                                    tool.slug(),
                                                    AccountChoices.of(scope, tool.toolkit(), account))
                                            .then(picked -> send(logId, scope, tool, checked, picked, passed)))),
                    tool,
                    given));
            recordRefusal(scope, logId, outcome);
            CallObserver.current()
                    .ended(
                            slug,
                            outcome instanceof Outcome.Ok,
                            Json.object().put("log_id", logId).put("successful", outcome instanceof Outcome.Ok));
            return new CallResult(logId, outcome, sensitive(found));
        } finally {
            MDC.remove(LOG_ID);
        }
    }

    /**
     * What a person would have to approve before {@link #call} made this call; empty where it needs no approval, or would be
     * refused in any case. Sends nothing and records nothing.
     */
    public Optional<Failure.Ask> ask(ToolScope scope, String slug, ObjectNode given, Optional<String> account) {
        var passed = tools.find(scope, slug)
                .then(tool -> arguments
                        .check(tool, given)
                        .then(checked -> approvals.pass(scope, tool, checked, account, Approval.NONE)));
        return passed instanceof Outcome.Failed(Failure.ApprovalNeeded(var asks))
                ? Optional.of(asks.getFirst())
                : Optional.empty();
    }

    private Outcome<ObjectNode> send(
            String logId,
            ToolScope scope,
            Tool tool,
            ObjectNode checked,
            ConnectedAccount account,
            Approvals.Passed passed) {
        var toolkit = tools.toolkitOf(tool);
        var intent = new Intent(
                scope.tenant(),
                caller.actor(),
                logId,
                scope.sessionId(),
                scope.userId(),
                tool.toolkit(),
                tool.slug().value(),
                account.id().value(),
                account.authConfig().value());
        return egress.open(scope.tenant(), toolkit, account).then(way -> {
            passed.approved().ifPresent(judged -> approvals.recordApproved(scope, logId, judged));
            return afterCall.settle(
                    scope.tenant(),
                    scope.userId(),
                    toolkit,
                    tool,
                    checked,
                    account,
                    executions.around(
                            intent,
                            () -> SecretArguments.hide(
                                    tool.inputSchema(),
                                    checked,
                                    presence.during(() ->
                                            upstream.call(toolkit, tool, checked, way, files.of(scope.tenant()))))));
        });
    }

    /** Whichever door it was: the session's rules, a person's approval, or the tools of the auth config. */
    private void recordRefusal(ToolScope scope, String logId, Outcome<ObjectNode> outcome) {
        if (outcome instanceof Outcome.Failed<ObjectNode>(Failure.ApprovalNeeded needed)) {
            approvals.recordRefused(scope, logId, needed);
        } else if (outcome instanceof Outcome.Failed<ObjectNode>(Failure.Restricted(var tool, var rule))) {
            var event = AuditEvent.done("tool.refused", caller.actor(), logId)
                    .ended(AuditEvent.Outcome.REFUSED)
                    .with("tool", tool)
                    .with("rule", rule);
            trail.record(
                    scope.tenant(),
                    scope.sessionId().map(id -> event.with("session", id)).orElse(event));
        }
    }

    private static List<String> sensitive(Outcome<Tool> found) {
        return switch (found) {
            case Outcome.Ok<Tool>(var tool) -> tool.sensitive();
            case Outcome.Failed<Tool> ignored -> List.of();
        };
    }
}
