package dev.patchbay.gateway.policy;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a session's rules admit a tool, in the contract's order of precedence (section 4.9): toolkit list, the
 * toolkit's tool list, preload list, the toolkit's own hint filter, the session-wide hint filter. A tool that is named
 * explicitly wins over hint filters.
 */
public final class ToolPolicy {
    private ToolPolicy() {}

    /** Why the rules exclude a whole toolkit, or empty when they admit it. */
    public static Optional<String> refusal(SessionConfig config, ToolkitSlug toolkit) {
        return config.toolkits().admits(toolkit)
                ? Optional.empty()
                : Optional.of("toolkit " + toolkit + " is not allowed in this session (toolkits)");
    }

    /**
     * Why the rules exclude a request to the toolkit's service that a caller writes himself, or empty when they admit it. Such
     * a request can do what any tool does, so it is open only where the rules leave all of the toolkit's tools open. Its method
     * says little: some services change a password on GET (docs/adr/0019).
     */
    public static Optional<String> refusalOfRawCalls(SessionConfig config, ToolkitSlug toolkit) {
        if (!config.router().rawCalls()) {
            return Optional.of("the proxy is switched off in this session (workbench.enable_proxy_execution)");
        }
        return refusal(config, toolkit).or(() -> switch (config.tools().get(toolkit)) {
            case ToolRule.Named _ ->
                Optional.of("the session lists which tools of " + toolkit
                        + " it may run, and a request of one's own is none of them (tools." + toolkit + ")");
            case ToolRule.Hinted(var filter) -> refusal(filter, "tools." + toolkit + ".tags");
            case null -> refusal(config.hints(), "tags");
        });
    }

    /** Whether a person must approve a call of the tool, which the rules admit, before it is made. */
    public static boolean needsApproval(SessionConfig config, ToolEntry tool) {
        return config.approval().holdsFor(tool);
    }

    /**
     * Whether a person would have to approve a request to the toolkit's service that a caller writes himself. GET and HEAD count as
     * reading, the others as able to destroy. Beside that such a request does what a tool does that sends the like: where
     * a tool that needs approval sends a GET, any GET could be it.
     */
    public static boolean needsApproval(SessionConfig config, ToolkitSlug toolkit, HttpMethod method, Catalog catalog) {
        var reads = reads(method);
        return config.approval().require().holdsFor(new Hints(reads, !reads, reads, true))
                || catalog.entries(toolkit).stream()
                        .filter(config.approval()::holdsFor)
                        .anyMatch(
                                tool -> !reads || sendsReads(catalog.tool(tool).plan()));
    }

    private static boolean reads(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static boolean sendsReads(Plan plan) {
        var templates = switch (plan) {
            case Plan.Declared(var template, var variants) ->
                Stream.concat(Stream.of(template), variants.stream().map(Plan.Variant::template));
            case Plan.Behaves(var ignored, var steps) -> steps.values().stream();
        };
        return templates.anyMatch(template -> reads(template.method()));
    }

    private static Optional<String> refusal(HintFilter filter, String place) {
        return filter.equals(HintFilter.NONE)
                ? Optional.empty()
                : Optional.of(
                        "the session filters tools by their hints, and what a request of one's own does is not known ("
                                + place + ")");
    }

    /** Why the rules exclude the tool, or empty when they admit it. */
    public static Optional<String> refusal(SessionConfig config, ToolEntry tool) {
        var toolkit = tool.toolkit();
        var excluded = refusal(config, toolkit);
        if (excluded.isPresent()) {
            return excluded;
        }
        var rule = Optional.ofNullable(config.tools().get(toolkit));
        if (rule.isPresent() && rule.get() instanceof ToolRule.Named(Selection<ToolSlug> tools)) {
            if (!tools.admits(tool.slug())) {
                return Optional.of("tool " + tool.slug() + " is not allowed in this session (tools." + toolkit + ")");
            }
            if (tools instanceof Selection.Only) {
                return Optional.empty();
            }
        }
        if (config.preload() instanceof Preload.Listed(List<ToolSlug> listed) && listed.contains(tool.slug())) {
            return Optional.empty();
        }
        if (rule.isPresent() && rule.get() instanceof ToolRule.Hinted(HintFilter filter)) {
            return filter.admits(tool.hints())
                    ? Optional.empty()
                    : Optional.of("the hints of " + tool.slug() + " are not allowed in this session (tools." + toolkit
                            + ".tags)");
        }
        return config.hints().admits(tool.hints())
                ? Optional.empty()
                : Optional.of("the hints of " + tool.slug() + " are not allowed in this session (tags)");
    }

    /** The app tools a session lists, in a stable order. */
    public static List<ToolEntry> listed(SessionConfig config, Catalog catalog) {
        return switch (config.preload()) {
            case Preload.All() ->
                catalog.entries().stream()
                        .filter(tool -> refusal(config, tool).isEmpty())
                        .toList();
            case Preload.Listed(List<ToolSlug> slugs) ->
                slugs.stream()
                        .flatMap(slug -> catalog.entry(slug).stream())
                        .filter(tool -> refusal(config, tool).isEmpty())
                        .toList();
        };
    }
}
