package dev.patchbay.gateway.call;

import dev.patchbay.authstore.connection.ToolReach;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.policy.ToolPolicy;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tools a caller may see and run: what its session's rules admit and, of that, what the auth configs of its accounts
 * admit (R61). Everything that lists, suggests or runs tools for a caller asks here.
 */
@ApplicationScoped
public class VisibleTools {
    private final Catalog catalog;
    private final ToolReach reach;

    VisibleTools(Catalog catalog, ToolReach reach) {
        this.catalog = catalog;
        this.reach = reach;
    }

    /** The app tools that a session lists, in a stable order. May read the database. */
    public List<Tool> listed(Session session) {
        return ToolPolicy.listed(session.config(), catalog).stream()
                .filter(reachable(new ToolScope.InSession(session)))
                .toList();
    }

    /** The tool that is named, if the scope's rules admit it. Whether the accounts do is known once one is picked. */
    Outcome<Tool> find(ToolScope scope, String slug) {
        var known = ToolSlug.isValid(slug) ? catalog.tool(new ToolSlug(slug)) : Optional.<Tool>empty();
        if (known.isEmpty()) {
            return Outcome.failed(new Failure.UnknownTool(slug, similar(scope, slug)));
        }
        return refusal(scope, known.get())
                .<Outcome<Tool>>map(rule -> Outcome.failed(new Failure.Restricted(slug, rule)))
                .orElseGet(() -> Outcome.ok(known.get()));
    }

    Toolkit toolkitOf(Tool tool) {
        return catalog.toolkit(tool.toolkit()).orElseThrow();
    }

    private List<ToolSlug> similar(ToolScope scope, String slug) {
        var reachable = reachable(scope);
        return catalog.similarTo(slug).stream()
                .flatMap(candidate -> catalog.tool(candidate).stream())
                .filter(tool -> refusal(scope, tool).isEmpty())
                .filter(reachable)
                .map(Tool::slug)
                .toList();
    }

    /** Asks for the accounts of each toolkit once. */
    private Predicate<Tool> reachable(ToolScope scope) {
        var admitted = new HashMap<ToolkitSlug, Predicate<ToolSlug>>();
        return tool -> admitted.computeIfAbsent(
                        tool.toolkit(),
                        toolkit -> reach.of(
                                scope.tenant(),
                                scope.userId(),
                                toolkit,
                                AccountChoices.of(scope, toolkit, Optional.empty())))
                .test(tool.slug());
    }

    private static Optional<String> refusal(ToolScope scope, Tool tool) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> ToolPolicy.refusal(session.config(), tool);
            case ToolScope.ForUser ignored -> Optional.empty();
        };
    }
}
