package dev.patchbay.gateway.call;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.policy.ToolPolicy;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the tool a caller names, if its scope admits it. */
@ApplicationScoped
class VisibleTools {
    private final Catalog catalog;

    VisibleTools(Catalog catalog) {
        this.catalog = catalog;
    }

    Outcome<Tool> find(ToolScope scope, String slug) {
        var known = ToolSlug.isValid(slug) ? catalog.tool(new ToolSlug(slug)) : Optional.<Tool>empty();
        if (known.isEmpty()) {
            var similar = catalog.similarTo(slug).stream()
                    .filter(candidate -> catalog.tool(candidate)
                            .filter(tool -> refusal(scope, tool).isEmpty())
                            .isPresent())
                    .toList();
            return Outcome.failed(new Failure.UnknownTool(slug, similar));
        }
        return refusal(scope, known.get())
                .<Outcome<Tool>>map(rule -> Outcome.failed(new Failure.Restricted(slug, rule)))
                .orElseGet(() -> Outcome.ok(known.get()));
    }

    Toolkit toolkitOf(Tool tool) {
        return catalog.toolkit(tool.toolkit()).orElseThrow();
    }

    private static Optional<String> refusal(ToolScope scope, Tool tool) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> ToolPolicy.refusal(session.config(), tool);
            case ToolScope.ForUser ignored -> Optional.empty();
        };
    }
}
