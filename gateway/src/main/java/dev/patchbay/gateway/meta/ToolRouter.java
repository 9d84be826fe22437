package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.call.Approval;
import dev.patchbay.gateway.call.Approvals;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.CallTool;
import dev.patchbay.gateway.call.Examples;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;

/** Runs whatever a caller names: one of the router's own tools, or a tool of a toolkit. The door of REST and MCP alike. */
@ApplicationScoped
public class ToolRouter {
    private final AppCalls apps;
    private final SearchTools search;
    private final ToolSchemas schemas;
    private final MultiExecute multiExecute;
    private final ManageConnections connections;
    private final WaitForConnections waiting;
    private final KeptResults kept;
    private final Approvals approvals;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Ids ids;

    ToolRouter(
            AppCalls apps,
            SearchTools search,
            ToolSchemas schemas,
            MultiExecute multiExecute,
            ManageConnections connections,
            WaitForConnections waiting,
            KeptResults kept,
            Approvals approvals,
            AuditTrail trail,
            CurrentCaller caller,
            Ids ids) {
        this.trail = trail;
        this.caller = caller;
        this.apps = apps;
        this.search = search;
        this.schemas = schemas;
        this.multiExecute = multiExecute;
        this.connections = connections;
        this.waiting = waiting;
        this.kept = kept;
        this.approvals = approvals;
        this.ids = ids;
    }

    /** @param account id or alias of the account to use, where the caller named one */
    public CallResult call(
            ToolScope scope, String slug, ObjectNode given, Optional<String> account, Delivery delivery) {
        return call(scope, slug, given, account, delivery, CustomTools.NONE, Approval.NONE);
    }

    /**
     * @param account id or alias of the account to use, where the caller named one
     * @param approval what a person has approved of an earlier {@link Failure.ApprovalNeeded} for the same call
     */
    public CallResult call(
            ToolScope scope,
            String slug,
            ObjectNode given,
            Optional<String> account,
            Delivery delivery,
            Approval approval) {
        return call(scope, slug, given, account, delivery, CustomTools.NONE, approval);
    }

    /**
     * @param account id or alias of the account to use, where the caller named one
     * @param brought what the caller runs itself: it is found and described beside the tools there are
     */
    public CallResult call(
            ToolScope scope,
            String slug,
            ObjectNode given,
            Optional<String> account,
            Delivery delivery,
            CustomTools brought) {
        return call(scope, slug, given, account, delivery, brought, Approval.NONE);
    }

    private CallResult call(
            ToolScope scope,
            String slug,
            ObjectNode given,
            Optional<String> account,
            Delivery delivery,
            CustomTools brought,
            Approval approval) {
        return MetaTool.named(slug)
                .map(tool -> run(scope, tool, given, brought, approval))
                .orElseGet(() -> apps.call(scope, slug, given, account, delivery, approval));
    }

    private CallResult run(ToolScope scope, MetaTool tool, ObjectNode given, CustomTools brought, Approval approval) {
        var logId = ids.next(Ids.Kind.EXECUTION);
        MDC.put(CallTool.LOG_ID, logId);
        try {
            caller.require(MetaScopes.of(scope, tool));
            var refusal = tool.refusal(scope.router());
            refusal.ifPresent(rule -> refused(scope, tool, rule, logId));
            var outcome = refusal.<Outcome<ObjectNode>>map(rule ->
                            Outcome.failed(new Failure.Restricted(tool.slug().value(), rule)))
                    .orElseGet(
                            () -> Examples.added(perform(scope, tool, given, brought, approval), tool.inputSchema()));
            if (outcome instanceof Outcome.Failed<ObjectNode>(Failure.ApprovalNeeded needed)) {
                approvals.recordRefused(scope, logId, needed);
            }
            return new CallResult(logId, outcome, List.of());
        } finally {
            MDC.remove(CallTool.LOG_ID);
        }
    }

    private void refused(ToolScope scope, MetaTool tool, String rule, String logId) {
        var event = AuditEvent.done("tool.refused", caller.actor(), logId)
                .ended(AuditEvent.Outcome.REFUSED)
                .with("tool", tool.slug().value())
                .with("rule", rule);
        trail.record(
                scope.tenant(),
                scope instanceof ToolScope.InSession(var session)
                        ? event.with("session", session.id().value())
                        : event);
    }

    private Outcome<ObjectNode> perform(
            ToolScope scope, MetaTool tool, ObjectNode given, CustomTools brought, Approval approval) {
        return switch (tool) {
            case SEARCH_TOOLS -> search.run(scope, given, brought);
            case GET_TOOL_SCHEMAS -> schemas.run(scope, given, brought);
            case MULTI_EXECUTE_TOOL -> multiExecute.run(scope, given, approval);
            case MANAGE_CONNECTIONS -> connections.run(scope, given);
            case WAIT_FOR_CONNECTIONS -> waiting.run(scope, given);
            case READ_RESULT -> kept.read(scope, given);
        };
    }
}
