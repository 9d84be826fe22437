package dev.patchbay.testkit;

import dev.patchbay.toolkit.ArgumentRule;
import java.util.List;

/** A rule as a sentence. */
final class RuleWords {
    private RuleWords() {}

    static String of(ArgumentRule rule) {
        return switch (rule) {
            case ArgumentRule.AtLeastOne(var names) -> "At least one of " + Markdown.codes(names) + " is given.";
            case ArgumentRule.AtMostOne(var names) -> "At most one of " + Markdown.codes(names) + " is given.";
            case ArgumentRule.Together(var names) -> "All of " + Markdown.codes(names) + " are given, or none.";
            case ArgumentRule.When when -> when(when);
            case ArgumentRule.Ascending(var lower, var upper) ->
                Markdown.code(upper) + " is not less than " + Markdown.code(lower) + ".";
            case ArgumentRule.Unique(var path) -> "Each " + Markdown.code(path) + " is different.";
            case ArgumentRule.Same(var path, var other) ->
                Markdown.code(path) + " and " + Markdown.code(other) + " are equal where both are given.";
            case ArgumentRule.MaxBytes(var name, var bytes) ->
                Markdown.code(name) + " has at most " + bytes + " bytes as compact JSON.";
        };
    }

    private static String when(ArgumentRule.When when) {
        var values = when.values().stream().sorted().toList();
        return "Where " + Markdown.code(when.argument()) + " is "
                + String.join(" or ", values.stream().map(Markdown::code).toList())
                + ", " + consequence(when.needs(), "given")
                + (when.needs().isEmpty() || when.excludes().isEmpty() ? "" : " and ")
                + consequence(when.excludes(), "left out") + ".";
    }

    private static String consequence(List<String> names, String how) {
        return names.isEmpty() ? "" : Markdown.codes(names) + (names.size() == 1 ? " is " : " are ") + how;
    }
}
