package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.gateway.call.Approval;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.CallTool;
import dev.patchbay.gateway.call.Examples;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Calls of app tools as agents make them: kept results may stand for arguments, and a missing connection comes with a link. */
@ApplicationScoped
class AppCalls {
    private final VisibleTools tools;
    private final CallTool callTool;
    private final KeptResults kept;
    private final ConnectionStates states;
    private final ConnectionLinks links;
    private final Ids ids;

    AppCalls(
            VisibleTools tools,
            CallTool callTool,
            KeptResults kept,
            ConnectionStates states,
            ConnectionLinks links,
            Ids ids) {
        this.states = states;
        this.tools = tools;
        this.callTool = callTool;
        this.kept = kept;
        this.links = links;
        this.ids = ids;
    }

    CallResult call(
            ToolScope scope,
            String slug,
            ObjectNode given,
            Optional<String> account,
            Delivery delivery,
            Approval approval) {
        return switch (resolved(scope, slug, given)) {
            case Outcome.Failed<ObjectNode>(var failure) ->
                new CallResult(ids.next(Ids.Kind.EXECUTION), Outcome.failed(failure), List.of());
            case Outcome.Ok<ObjectNode>(var arguments) -> {
                var result = advised(scope, callTool.call(scope, slug, arguments, account, approval));
                yield switch (delivery) {
                    case WHOLE -> result;
                    case PREVIEW -> kept.shortened(scope, slug, result).result();
                };
            }
        };
    }

    /** What a person would have to approve before this call, with what is kept in the place of references: as it is sent. */
    Optional<Failure.Ask> ask(ToolScope scope, String slug, ObjectNode given, Optional<String> account) {
        return ToolSlug.isValid(slug)
                        && tools.needsApproval(scope, new ToolSlug(slug))
                        && resolved(scope, slug, given) instanceof Outcome.Ok<ObjectNode>(var arguments)
                ? callTool.ask(scope, slug, arguments, account)
                : Optional.empty();
    }

    /** What a tool that may not run is given is not looked at; the call itself says why it may not. */
    private Outcome<ObjectNode> resolved(ToolScope scope, String slug, ObjectNode given) {
        return tools.find(scope, slug) instanceof Outcome.Ok<Tool>(var tool)
                ? Examples.added(kept.resolve(scope, tool, given), tool, given)
                : Outcome.ok(given);
    }

    private CallResult advised(ToolScope scope, CallResult result) {
        return result.outcome() instanceof Outcome.Failed<ObjectNode>(Failure.NotConnected missing)
                ? new CallResult(
                        result.logId(),
                        Outcome.failed(new Failure.NotConnected(
                                missing.toolkit(),
                                missing.reason(),
                                missing.remedy().or(() -> links.remedy(scope, states.of(scope, missing.toolkit()))))),
                        result.sensitive())
                : result;
    }
}
