package dev.patchbay.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.policy.ApprovalRule.Require;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session's request-form document (wire contract section 4.1) against the catalogue: every rule must name things
 * that exist and fit together. Unknown members are refused, because a misspelt restriction would otherwise widen access.
 */
@ApplicationScoped
public class SessionConfigReader {
    private static final String[] BLOCKS = {
        "toolkits",
        "tools",
        "tags",
        "auth_configs",
        "connected_accounts",
        "manage_connections",
        "workbench",
        "multi_account",
        "preload",
        "search",
        "execute",
        "experimental",
        "premium_usage",
        "approval" // ours; the contract has none
    };

    private final Catalog catalog;

    SessionConfigReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The reading, or every problem with its place. */
    public Reading read(ObjectNode document) {
        var root = Members.of(document);
        root.only(BLOCKS);
        root.storable();
        var toolkits = selection(root);
        var config = new SessionConfig(
                toolkits,
                toolRules(root),
                root.any("tags").map(tags -> hintFilter(root, "tags", tags)).orElse(HintFilter.NONE),
                authConfigs(root),
                pinnedAccounts(root),
                explicitAccount(root),
                preload(root),
                RouterSettings.read(root),
                approval(root),
                document);
        checkMultiAccount(root);
        if (root.problems().isEmpty()) {
            checkPreload(root, config);
        }
        return root.problems().isEmpty() ? new Reading.Valid(config) : new Reading.Invalid(root.problems());
    }

    /** What came of reading a document. */
    public sealed interface Reading {
        record Valid(SessionConfig config) implements Reading {}

        record Invalid(List<String> problems) implements Reading {}
    }

    private Selection<ToolkitSlug> selection(Members root) {
        return root.object("toolkits")
                .map(block -> {
                    block.only("enable", "disable");
                    if (block.has("enable") && block.has("disable")) {
                        block.problem("", "give either enable or disable, not both");
                    }
                    Optional<Selection<ToolkitSlug>> only =
                            block.texts("enable").map(names -> new Selection.Only<>(toolkits(block, "enable", names)));
                    Optional<Selection<ToolkitSlug>> except = block.texts("disable")
                            .map(names -> new Selection.Except<>(toolkits(block, "disable", names)));
                    return only.or(() -> except).orElseGet(Selection.All::new);
                })
                .orElseGet(Selection.All::new);
    }

    private Set<ToolkitSlug> toolkits(Members block, String member, List<String> names) {
        var slugs = new LinkedHashSet<ToolkitSlug>();
        for (var name : names) {
            toolkit(block, member, name).ifPresent(slugs::add);
        }
        return slugs;
    }

    /** Toolkit slugs compare without regard to case (contract 3.1). */
    private Optional<ToolkitSlug> toolkit(Members block, String member, String name) {
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        var known = ToolkitSlug.isValid(lower)
                ? catalog.toolkit(new ToolkitSlug(lower)).map(found -> found.slug())
                : Optional.<ToolkitSlug>empty();
        if (known.isEmpty()) {
            var all =
                    catalog.toolkits().stream().map(each -> each.slug().value()).toList();
            block.problem(member, "there is no toolkit \"" + shorten(name) + "\"; there are " + String.join(", ", all));
        }
        return known;
    }

    /** Two spellings are one toolkit; taking the later rule would silently drop a restriction. */
    private static void once(Members block, String name, @Nullable Object earlier) {
        if (earlier != null) {
            block.problem(name, "names a toolkit that stands here already, in another spelling");
        }
    }

    private Map<ToolkitSlug, ToolRule> toolRules(Members root) {
        var rules = new HashMap<ToolkitSlug, ToolRule>();
        root.object("tools")
                .ifPresent(block -> block.objects()
                        .forEach((name, rule) -> toolkit(block, name, name)
                                .ifPresent(slug -> toolRule(slug, rule)
                                        .ifPresent(read -> once(block, name, rules.put(slug, read))))));
        return rules;
    }

    private Optional<ToolRule> toolRule(ToolkitSlug toolkit, Members rule) {
        rule.only("enable", "disable", "tags");
        if (rule.names().stream().filter(rule::has).count() != 1) {
            rule.problem("", "give exactly one of enable, disable or tags");
            return Optional.empty();
        }
        Optional<ToolRule> only = rule.texts("enable")
                .map(names -> new ToolRule.Named(new Selection.Only<>(tools(toolkit, rule, "enable", names))));
        Optional<ToolRule> except = rule.texts("disable")
                .map(names -> new ToolRule.Named(new Selection.Except<>(tools(toolkit, rule, "disable", names))));
        Optional<ToolRule> hinted = rule.any("tags").map(tags -> new ToolRule.Hinted(hintFilter(rule, "tags", tags)));
        return only.or(() -> except).or(() -> hinted);
    }

    private Set<ToolSlug> tools(ToolkitSlug toolkit, Members rule, String member, List<String> names) {
        var slugs = new LinkedHashSet<ToolSlug>();
        var unknown = new ArrayList<String>();
        for (var name : names) {
            find(name)
                    .filter(tool -> tool.toolkit().equals(toolkit))
                    .ifPresentOrElse(tool -> slugs.add(tool.slug()), () -> unknown.add(shorten(name)));
        }
        if (!unknown.isEmpty()) {
            rule.problem(member, "toolkit " + toolkit + " has no tool " + String.join(", ", unknown));
        }
        return slugs;
    }

    private Optional<ToolEntry> find(String name) {
        return ToolSlug.isValid(name) ? catalog.entry(new ToolSlug(name)) : Optional.empty();
    }

    private static HintFilter hintFilter(Members block, String member, JsonNode tags) {
        if (tags.isArray()) {
            return new HintFilter(hints(block, member, block.texts(member)), Set.of());
        }
        return block.object(member)
                .map(filter -> {
                    filter.only("enable", "disable");
                    return new HintFilter(
                            hints(filter, "enable", filter.texts("enable")),
                            hints(filter, "disable", filter.texts("disable")));
                })
                .orElse(HintFilter.NONE);
    }

    private static Set<String> hints(Members block, String member, Optional<List<String>> names) {
        var hints = new LinkedHashSet<>(names.orElse(List.of()));
        for (var hint : hints) {
            if (!HintFilter.NAMES.contains(hint)) {
                block.problem(
                        member,
                        "there is no hint \"" + shorten(hint) + "\"; hints are "
                                + String.join(
                                        ", ", HintFilter.NAMES.stream().sorted().toList()));
            }
        }
        return hints;
    }

    private Map<ToolkitSlug, String> authConfigs(Members root) {
        var configs = new HashMap<ToolkitSlug, String>();
        root.object("auth_configs").ifPresent(block -> {
            for (var name : block.names()) {
                block.text(name, 64)
                        .ifPresent(id ->
                                toolkit(block, name, name).ifPresent(slug -> once(block, name, configs.put(slug, id))));
            }
        });
        return configs;
    }

    private Map<ToolkitSlug, List<String>> pinnedAccounts(Members root) {
        var pins = new HashMap<ToolkitSlug, List<String>>();
        root.object("connected_accounts").ifPresent(block -> {
            for (var name : block.names()) {
                // A single string is the older generation's form (contract section 20).
                var ids = block.any(name).filter(JsonNode::isTextual).isPresent()
                        ? block.text(name, 64).map(List::of)
                        : block.texts(name);
                ids.ifPresent(list -> {
                    if (list.isEmpty()) {
                        block.problem(name, "must name at least one account");
                    } else if (list.size() > 1 && !multiAccount(root)) {
                        block.problem(name, "several accounts need multi_account.enable");
                    }
                    toolkit(block, name, name).ifPresent(slug -> once(block, name, pins.put(slug, List.copyOf(list))));
                });
            }
        });
        return pins;
    }

    private Preload preload(Members root) {
        return root.object("preload")
                .map(block -> {
                    block.only("tools");
                    if (block.any("tools").filter(JsonNode::isTextual).isPresent()) {
                        block.text("tools")
                                .filter(word -> !word.equals("all"))
                                .ifPresent(word -> block.problem("tools", "must be \"all\" or a list of tool slugs"));
                        return (Preload) new Preload.All();
                    }
                    var listed = new LinkedHashSet<ToolSlug>();
                    for (var name : block.texts("tools").orElse(List.of())) {
                        find(name)
                                .ifPresentOrElse(
                                        tool -> listed.add(tool.slug()),
                                        () -> block.problem("tools", unknownTool(name)));
                    }
                    return new Preload.Listed(List.copyOf(listed));
                })
                .orElseGet(() -> new Preload.Listed(List.of()));
    }

    private ApprovalRule approval(Members root) {
        return root.object("approval")
                .map(block -> {
                    block.only("require", "tools");
                    var require = block.text("require")
                            .map(word -> required(block, word))
                            .orElse(Require.NOTHING);
                    var tools = block.object("tools");
                    tools.ifPresent(lists -> lists.only("enable", "disable"));
                    var rule = new ApprovalRule(
                            require,
                            tools.map(lists -> acts(lists, "enable")).orElse(Set.of()),
                            tools.map(lists -> acts(lists, "disable")).orElse(Set.of()));
                    rule.always().stream()
                            .filter(rule.never()::contains)
                            .sorted()
                            .forEach(slug -> block.problem("tools", slug + " stands in both enable and disable"));
                    if (!block.has("require")
                            && tools.flatMap(lists -> lists.texts("enable"))
                                    .orElse(List.of())
                                    .isEmpty()) {
                        block.problem(
                                "", "asks about nothing; give require (destructive, writes or all) or tools.enable");
                    }
                    return rule;
                })
                .orElse(ApprovalRule.NONE);
    }

    private static Require required(Members block, String word) {
        return switch (word) {
            case "destructive" -> Require.DESTRUCTIVE;
            case "writes" -> Require.WRITES;
            case "all" -> Require.ALL;
            default -> {
                block.problem("require", "must be destructive, writes or all");
                yield Require.ALL;
            }
        };
    }

    private Set<ToolSlug> acts(Members lists, String member) {
        var slugs = new LinkedHashSet<ToolSlug>();
        for (var name : lists.texts(member).orElse(List.of())) {
            find(name)
                    .ifPresentOrElse(
                            tool -> slugs.add(ApprovalRule.original(tool)),
                            () -> lists.problem(member, unknownTool(name)));
        }
        return slugs;
    }

    private String unknownTool(String name) {
        var similar = catalog.similarTo(name).stream().map(ToolSlug::value).toList();
        return "there is no tool \"" + shorten(name) + "\""
                + (similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar));
    }

    private static boolean multiAccount(Members root) {
        return root.object("multi_account")
                .flatMap(block -> block.flag("enable"))
                .orElse(false);
    }

    private static boolean explicitAccount(Members root) {
        return multiAccount(root)
                && root.object("multi_account")
                        .flatMap(block -> block.flag("require_explicit_selection"))
                        .orElse(false);
    }

    private static void checkMultiAccount(Members root) {
        root.object("multi_account").ifPresent(block -> {
            block.only("enable", "max_accounts_per_toolkit", "require_explicit_selection");
            var disabled = block.flag("enable").filter(on -> !on).isPresent();
            var limited = block.integer("max_accounts_per_toolkit", 2, 10).isPresent();
            var explicit = block.flag("require_explicit_selection").isPresent();
            if (disabled && (limited || explicit)) {
                block.problem("", "with enable false the other settings must be absent");
            }
        });
        root.object("experimental");
    }

    private void checkPreload(Members root, SessionConfig config) {
        switch (config.preload()) {
            case Preload.All() -> {
                var unrestricted =
                        config.toolkits() instanceof Selection.All || config.toolkits() instanceof Selection.Except;
                if (unrestricted && config.tools().isEmpty() && config.hints().equals(HintFilter.NONE)) {
                    root.problem("preload.tools", "\"all\" needs a positive filter: toolkits.enable, tools or tags");
                }
                refuseWithMultiAccount(root, true);
            }
            case Preload.Listed(List<ToolSlug> listed) -> {
                for (var slug : listed) {
                    catalog.entry(slug)
                            .flatMap(tool -> ToolPolicy.refusal(config, tool))
                            .ifPresent(rule -> root.problem(
                                    "preload.tools", slug + " is outside the session's own rules: " + rule));
                }
                refuseWithMultiAccount(root, !listed.isEmpty());
            }
        }
    }

    private static void refuseWithMultiAccount(Members root, boolean preloads) {
        if (preloads && multiAccount(root)) {
            root.problem("preload", "cannot be combined with multi_account");
        }
    }

    private static String shorten(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "…" : name;
    }
}
