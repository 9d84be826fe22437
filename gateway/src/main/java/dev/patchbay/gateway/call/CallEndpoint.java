package dev.patchbay.gateway.call;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.connection.AccountResolver;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.audit.ExecutionLog;
import dev.patchbay.gateway.audit.ExecutionLog.Intent;
import dev.patchbay.gateway.connect.AccountEgress;
import dev.patchbay.gateway.egress.RawRequest;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * Calls a service as its user, with a request the caller wrote and not a tool: the proxy of the wire contract (sections 5.7
 * and 8.7). The doors are those of {@link CallTool}; only what stands behind them is wider, and so is what shuts them
 * ({@link dev.patchbay.gateway.policy.ToolPolicy}, docs/adr/0019).
 *
 * <p>It is sent once, whatever comes of it. What the service says about the credential decides nothing about the account.
 */
@ApplicationScoped
public class CallEndpoint {
    private final VisibleTools tools;
    private final AccountResolver accounts;
    private final AccountEgress egress;
    private final ExecutionLog executions;
    private final CallerPresence presence;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Ids ids;

    CallEndpoint(
            VisibleTools tools,
            AccountResolver accounts,
            AccountEgress egress,
            ExecutionLog executions,
            CallerPresence presence,
            AuditTrail trail,
            CurrentCaller caller,
            Ids ids) {
        this.tools = tools;
        this.accounts = accounts;
        this.egress = egress;
        this.executions = executions;
        this.presence = presence;
        this.trail = trail;
        this.caller = caller;
        this.ids = ids;
    }

    /** @param account id or alias of the account to use, where the caller named one */
    public EndpointResult call(ToolScope scope, Toolkit toolkit, RawRequest raw, Optional<String> account) {
        var logId = ids.next(Ids.Kind.EXECUTION);
        MDC.put(CallTool.LOG_ID, logId);
        try {
            var picked = admitted(scope, toolkit, raw)
                    .then(admitted -> accounts.resolveForAnything(
                            scope.tenant(),
                            scope.userId(),
                            toolkit.slug(),
                            subject(toolkit, raw),
                            AccountChoices.of(scope, toolkit.slug(), account)));
            return switch (picked) {
                case Outcome.Ok<ConnectedAccount>(var found) -> read(logId, scope, toolkit, raw, found);
                case Outcome.Failed<ConnectedAccount>(var failure) -> {
                    recordRefusal(scope, toolkit, raw, logId, failure);
                    yield new EndpointResult.Failed(logId, failure);
                }
            };
        } finally {
            MDC.remove(CallTool.LOG_ID);
        }
    }

    private Outcome<Toolkit> admitted(ToolScope scope, Toolkit toolkit, RawRequest raw) {
        return tools.refusalOfRawCall(scope, toolkit, raw.method())
                .<Outcome<Toolkit>>map(rule -> Outcome.failed(new Failure.Restricted(subject(toolkit, raw), rule)))
                .orElseGet(() -> Outcome.ok(toolkit));
    }

    private EndpointResult read(
            String logId, ToolScope scope, Toolkit toolkit, RawRequest raw, ConnectedAccount account) {
        return switch (egress.read(toolkit, account, raw)) {
            case RawRequest.Reading.Misfit(var problems, var leadsElsewhere) -> {
                if (leadsElsewhere) {
                    recordBlocked(scope, raw, logId, account);
                }
                yield new EndpointResult.Misfit(logId, problems);
            }
            case RawRequest.Reading.Fit(var request) -> {
                var sent = egress.open(scope.tenant(), toolkit, account)
                        .then(way -> executions.around(
                                intent(logId, scope, toolkit, raw, account), () -> send(way, request)));
                yield switch (sent) {
                    case Outcome.Ok<UpstreamAnswer>(var answer) -> new EndpointResult.Answered(logId, answer);
                    case Outcome.Failed<UpstreamAnswer>(var failure) -> new EndpointResult.Failed(logId, failure);
                };
            }
        };
    }

    private Outcome<UpstreamAnswer> send(Egress way, UpstreamRequest request) {
        return presence.during(() -> way.send(request));
    }

    private Intent intent(String logId, ToolScope scope, Toolkit toolkit, RawRequest raw, ConnectedAccount account) {
        return new Intent(
                scope.tenant(),
                caller.actor(),
                logId,
                scope.sessionId(),
                scope.userId(),
                toolkit.slug(),
                name(raw),
                account.id().value(),
                account.authConfig().value());
    }

    private void recordRefusal(ToolScope scope, Toolkit toolkit, RawRequest raw, String logId, Failure failure) {
        if (failure instanceof Failure.Restricted(var ignored, var rule)) {
            var event = AuditEvent.done("tool.refused", caller.actor(), logId)
                    .ended(AuditEvent.Outcome.REFUSED)
                    .with("tool", name(raw))
                    .with("toolkit", toolkit.slug().value())
                    .with("rule", rule);
            trail.record(
                    scope.tenant(),
                    scope.sessionId().map(id -> event.with("session", id)).orElse(event));
        }
    }

    /** Whoever wrote it meant the credential for another place. */
    private void recordBlocked(ToolScope scope, RawRequest raw, String logId, ConnectedAccount account) {
        trail.record(
                scope.tenant(),
                AuditEvent.done("egress.blocked", caller.actor(), logId)
                        .ended(AuditEvent.Outcome.REFUSED)
                        .with("tool", name(raw))
                        .with("account", account.id().value()));
    }

    /** In the place of a tool's slug; no slug has a space. */
    private static String name(RawRequest raw) {
        return "proxy " + raw.method();
    }

    private static String subject(Toolkit toolkit, RawRequest raw) {
        return "a " + raw.method() + " through the proxy to " + toolkit.slug();
    }
}
