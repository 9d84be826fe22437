package dev.patchbay.catalog;

import dev.patchbay.toolkit.ArgumentRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}: what must hold between arguments. */
final class RuleFile {
    private static final int MAX_BYTES = 100_000_000;

    private final Arguments arguments;

    private RuleFile(Arguments arguments) {
        this.arguments = arguments;
    }

    static List<ArgumentRule> read(Optional<Entry> rules, Arguments arguments) {
        var reader = new RuleFile(arguments);
        return rules.map(Entry::items).orElse(List.of()).stream()
                .flatMap(entry -> reader.rule(entry).stream())
                .toList();
    }

    private Optional<ArgumentRule> rule(Entry entry) {
        var members = entry.members(
                "at-least-one",
                "at-most-one",
                "together",
                "when",
                "needs",
                "excludes",
                "ascending",
                "unique",
                "same",
                "max-bytes");
        if (!entry.json().isObject()) {
            return Optional.empty();
        }
        if (entry.json().has("when")) {
            return Optional.of(when(entry.members("when", "needs", "excludes")));
        }
        if (entry.json().size() != 1) {
            entry.refuse(entry.name() + " is one rule; give each its own item");
        }
        return members.find("at-least-one")
                .<ArgumentRule>map(list -> new ArgumentRule.AtLeastOne(several(list)))
                .or(() -> members.find("at-most-one").map(list -> new ArgumentRule.AtMostOne(several(list))))
                .or(() -> members.find("together").map(list -> new ArgumentRule.Together(several(list))))
                .or(() -> members.find("ascending").map(this::ascending))
                .or(() -> members.find("unique").map(this::unique))
                .or(() -> members.find("same").map(this::same))
                .or(() -> members.find("max-bytes").map(this::maxBytes))
                .or(() -> {
                    entry.refuse("`needs` and `excludes` stand beside a `when`");
                    return Optional.empty();
                });
    }

    private ArgumentRule when(Members members) {
        var when = members.get("when");
        var condition = when.entries();
        if (when.json().isObject() && condition.size() != 1) {
            when.refuse("`when` is { argument: [value, …] }");
        }
        var needs = members.find("needs");
        var excludes = members.find("excludes");
        if (needs.isEmpty() && excludes.isEmpty()) {
            when.refuse("beside `when` stands `needs`, `excludes` or both");
        }
        var name = condition.keySet().stream().findFirst().orElse("");
        var values = new LinkedHashSet<String>();
        for (var list : condition.values()) {
            RulePath.read(list, name, arguments);
            values.addAll(values(list));
            list.items().forEach(item -> arguments.refuseImpossible(item, name));
        }
        var needed = needs.map(this::paths).orElse(List.of());
        var excluded = excludes.map(this::paths).orElse(List.of());
        refuseOtherOwners(when, name, needed);
        refuseOtherOwners(when, name, excluded);
        return new ArgumentRule.When(name, values, needed, excluded);
    }

    private static Set<String> values(Entry list) {
        var values = new LinkedHashSet<String>();
        if (list.json().isArray() && list.json().isEmpty()) {
            list.refuse(list.name() + " needs at least one value");
        }
        for (var item : list.items()) {
            if (!item.json().isValueNode() || item.json().isNull()) {
                item.refuse("a value is a text, a number, true or false, not " + Kind.of(item.json()));
            }
            values.add(item.json().asText());
        }
        return values;
    }

    private ArgumentRule ascending(Entry list) {
        var paths = two(list);
        return new ArgumentRule.Ascending(paths.getFirst(), paths.getLast());
    }

    private ArgumentRule same(Entry list) {
        var paths = two(list);
        if (paths.stream().anyMatch(path -> RulePath.of(path).hasWildcard())) {
            list.refuse("`same` compares two single values; a wildcard stands for many");
        }
        return new ArgumentRule.Same(paths.getFirst(), paths.getLast());
    }

    private ArgumentRule unique(Entry entry) {
        var path = RulePath.read(entry, arguments);
        if (!path.hasWildcard()) {
            entry.refuse("`unique` needs a wildcard, such as fields.*.field_id");
        }
        return new ArgumentRule.Unique(path.text());
    }

    private ArgumentRule maxBytes(Entry entry) {
        var limits = entry.entries();
        if (entry.json().isObject() && limits.size() != 1) {
            entry.refuse("`max-bytes` is { argument: bytes }");
        }
        return limits.entrySet().stream()
                .findFirst()
                .map(limit -> {
                    RulePath.read(limit.getValue(), limit.getKey(), arguments);
                    return new ArgumentRule.MaxBytes(
                            limit.getKey(), limit.getValue().integer(1, MAX_BYTES));
                })
                .orElseGet(() -> new ArgumentRule.MaxBytes("", 1));
    }

    private List<String> two(Entry list) {
        var paths = several(list);
        if (paths.size() > 2) {
            list.refuse(list.name() + " compares exactly two");
        }
        return paths.size() < 2 ? List.of("", "") : paths;
    }

    private List<String> several(Entry list) {
        var paths = paths(list);
        if (list.json().isArray() && paths.size() < 2) {
            list.refuse(list.name() + " needs at least two");
        }
        if (!paths.isEmpty()) {
            refuseOtherOwners(list, paths.getFirst(), paths);
        }
        return paths;
    }

    private List<String> paths(Entry list) {
        list.texts();
        return list.items().stream()
                .map(item -> RulePath.read(item, arguments).text())
                .toList();
    }

    /** Values are compared inside one owner, so wildcards must name the same one. */
    private static void refuseOtherOwners(Entry place, String first, List<String> paths) {
        var owner = RulePath.of(first).owner();
        for (var path : paths) {
            if (!RulePath.of(path).owner().equals(owner)) {
                place.refuse("`" + Excerpt.of(path) + "` and `" + Excerpt.of(first)
                        + "` must have the same steps down to the last wildcard");
            }
        }
    }
}
