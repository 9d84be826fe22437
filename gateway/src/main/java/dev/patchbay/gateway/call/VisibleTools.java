package dev.patchbay.gateway.call;

import dev.patchbay.authstore.connection.ToolReach;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.policy.ToolPolicy;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /** The app tools that a session lists, in a stable order, whole: loads their toolkits. May read the database. */
    public List<Tool> listed(Session session) {
        return entries(session).stream().map(catalog::tool).toList();
    }

    /** The app tools that a session lists, in the same order. Loads nothing. May read the database. */
    public List<ToolEntry> entries(Session session) {
        return ToolPolicy.listed(session.config(), catalog).stream()
                .filter(reachable(new ToolScope.InSession(session)))
                .toList();
    }

    /** The tool that is named, if the scope's rules admit it. Whether the accounts do is known once one is picked. */
    public Outcome<Tool> find(ToolScope scope, String slug) {
        var known = ToolSlug.isValid(slug) ? catalog.entry(new ToolSlug(slug)) : Optional.<ToolEntry>empty();
        if (known.isEmpty()) {
            return Outcome.failed(new Failure.UnknownTool(slug, similar(scope, slug)));
        }
        return refusal(scope, known.get())
                .<Outcome<Tool>>map(rule -> Outcome.failed(new Failure.Restricted(slug, rule)))
                .orElseGet(() -> Outcome.ok(catalog.tool(known.get())));
    }

    /** The tool that is named, if the caller could run it: the scope's rules admit it, and his accounts do. */
    public Outcome<Tool> visible(ToolScope scope, String slug) {
        return find(scope, slug)
                .then(tool -> of(scope).admits(tool.slug())
                        ? Outcome.ok(tool)
                        : Outcome.failed(new Failure.Restricted(
                                slug,
                                "no auth config of toolkit " + tool.toolkit() + " admits it (tool_access_config)")));
    }

    /** The tools that a caller could run, for many questions at once: it reads the database once per toolkit at most. */
    public View of(ToolScope scope) {
        return new View(this, scope, reachable(scope));
    }

    /** The whole of a tool that a {@link View} admits; loads its toolkit. */
    public Tool whole(ToolSlug slug) {
        return catalog.tool(slug).orElseThrow();
    }

    /** What one caller could run. Not for use by several threads, nor for longer than a request. */
    public static final class View {
        private final VisibleTools tools;
        private final ToolScope scope;
        private final Predicate<ToolEntry> reachable;

        private View(VisibleTools tools, ToolScope scope, Predicate<ToolEntry> reachable) {
            this.tools = tools;
            this.scope = scope;
            this.reachable = reachable;
        }

        public boolean admits(ToolEntry tool) {
            return refusal(scope, tool).isEmpty() && reachable.test(tool);
        }

        public boolean admits(ToolSlug slug) {
            return tools.entry(slug).filter(this::admits).isPresent();
        }

        public boolean needsApproval(ToolSlug slug) {
            return tools.needsApproval(scope, slug);
        }
    }

    private Optional<ToolEntry> entry(ToolSlug slug) {
        return catalog.entry(slug);
    }

    /** The toolkit of that name, whoever may use it. Case does not matter (contract 3.1). */
    public Optional<Toolkit> toolkit(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return ToolkitSlug.isValid(lower) ? catalog.toolkit(new ToolkitSlug(lower)) : Optional.empty();
    }

    /** Those that the scope's rules admit. */
    public List<Toolkit> toolkits(ToolScope scope) {
        return catalog.toolkits().stream()
                .filter(toolkit -> refusal(scope, toolkit).isEmpty())
                .toList();
    }

    /** Why the scope's rules exclude a toolkit, or empty when they admit it. */
    public Optional<String> refusal(ToolScope scope, Toolkit toolkit) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> ToolPolicy.refusal(session.config(), toolkit.slug());
            case ToolScope.ForUser ignored -> Optional.empty();
        };
    }

    /** Why the scope's rules exclude a request of one's own to the service itself, or empty when they admit it. */
    Optional<String> refusalOfRawCall(ToolScope scope, Toolkit toolkit, HttpMethod method) {
        return switch (scope) {
            case ToolScope.InSession(var session) ->
                ToolPolicy.refusalOfRawCalls(session.config(), toolkit.slug())
                        .or(() -> Optional.of(
                                        "in this session a person approves such calls first, and of a request of one's"
                                                + " own nobody can say what it does (approval)")
                                .filter(rule ->
                                        ToolPolicy.needsApproval(session.config(), toolkit.slug(), method, catalog)));
            case ToolScope.ForUser ignored -> Optional.empty();
        };
    }

    /** Whether the scope's rules ask a person before a call of this tool. */
    public boolean needsApproval(ToolScope scope, ToolSlug slug) {
        return switch (scope) {
            case ToolScope.InSession(var session) ->
                entry(slug)
                        .filter(tool -> ToolPolicy.needsApproval(session.config(), tool))
                        .isPresent();
            case ToolScope.ForUser ignored -> false;
        };
    }

    Toolkit toolkitOf(Tool tool) {
        return catalog.toolkit(tool.toolkit()).orElseThrow();
    }

    private List<ToolSlug> similar(ToolScope scope, String slug) {
        var reachable = reachable(scope);
        return catalog.similarTo(slug).stream()
                .flatMap(candidate -> catalog.entry(candidate).stream())
                .filter(tool -> refusal(scope, tool).isEmpty())
                .filter(reachable)
                .map(ToolEntry::slug)
                .toList();
    }

    /** Asks for the accounts of each toolkit once. */
    private Predicate<ToolEntry> reachable(ToolScope scope) {
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

    private static Optional<String> refusal(ToolScope scope, ToolEntry tool) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> ToolPolicy.refusal(session.config(), tool);
            case ToolScope.ForUser ignored -> Optional.empty();
        };
    }
}
