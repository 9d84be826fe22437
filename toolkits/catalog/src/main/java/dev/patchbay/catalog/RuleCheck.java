package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.Violation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds arguments that fit their schema against a tool's rules. Violations repeat no value of an argument. */
final class RuleCheck {
    private final ObjectNode arguments;

    RuleCheck(ObjectNode arguments) {
        this.arguments = arguments;
    }

    Stream<Violation> violations(ArgumentRule rule) {
        return switch (rule) {
            case ArgumentRule.AtLeastOne(var names) -> atLeastOne(paths(names));
            case ArgumentRule.AtMostOne(var names) -> atMostOne(paths(names));
            case ArgumentRule.Together(var names) -> together(paths(names));
            case ArgumentRule.When when -> when(when);
            case ArgumentRule.Ascending(var lower, var upper) -> ascending(RulePath.of(lower), RulePath.of(upper));
            case ArgumentRule.Unique(var path) -> unique(RulePath.of(path));
            case ArgumentRule.Same(var path, var other) -> same(RulePath.of(path), RulePath.of(other));
            case ArgumentRule.MaxBytes(var name, var bytes) -> maxBytes(RulePath.of(name), bytes);
        };
    }

    private Stream<Violation> atLeastOne(List<RulePath> paths) {
        return owners(paths.getFirst())
                .filter(owner -> paths.stream().noneMatch(owner::hasSome))
                .map(owner -> new Violation(
                        owner.where(paths.getFirst()), "at least one of " + listed(owner, paths) + " must be given."));
    }

    private Stream<Violation> atMostOne(List<RulePath> paths) {
        return owners(paths.getFirst()).flatMap(owner -> {
            var given = paths.stream().filter(owner::has).toList();
            return given.stream()
                    .skip(1)
                    .map(path -> new Violation(
                            owner.where(path),
                            "cannot be given together with `" + owner.where(given.getFirst())
                                    + "`; give at most one of " + listed(owner, paths) + "."));
        });
    }

    private Stream<Violation> together(List<RulePath> paths) {
        return owners(paths.getFirst()).flatMap(owner -> {
            var given = paths.stream().filter(owner::has).toList();
            return paths.stream()
                    .filter(path -> !given.isEmpty() && !owner.has(path))
                    .map(path -> new Violation(
                            owner.where(path),
                            "must be given because `" + owner.where(given.getFirst()) + "` is; give all of "
                                    + listed(owner, paths) + " or none."));
        });
    }

    private Stream<Violation> when(ArgumentRule.When rule) {
        var condition = RulePath.of(rule.argument());
        return owners(condition).flatMap(owner -> {
            var value = owner.at(condition);
            if (!value.isValueNode() || value.isNull() || !rule.values().contains(value.asText())) {
                return Stream.of();
            }
            // The value is one of the rule's own, so it may be repeated.
            var reason = " because `" + owner.where(condition) + "` is " + value + ".";
            return Stream.concat(
                    paths(rule.needs()).stream()
                            .filter(path -> !owner.hasSome(path))
                            .map(path -> new Violation(owner.where(path), "must be given" + reason)),
                    paths(rule.excludes()).stream()
                            .filter(owner::has)
                            .map(path -> new Violation(owner.where(path), "must be left out" + reason)));
        });
    }

    private Stream<Violation> ascending(RulePath lower, RulePath upper) {
        return owners(lower)
                .filter(owner -> owner.at(lower).isNumber() && owner.at(upper).isNumber())
                .filter(owner -> compare(owner.at(lower), owner.at(upper)) > 0)
                .map(owner -> new Violation(owner.where(upper), "must not be less than `" + owner.where(lower) + "`."));
    }

    private Stream<Violation> unique(RulePath path) {
        // A number is the same however it is written, and nodes of different number types are never equal.
        var first = new HashMap<Object, Owner>();
        return owners(path).filter(owner -> owner.has(path)).flatMap(owner -> {
            var earlier = first.putIfAbsent(key(owner.at(path)), owner);
            return earlier == null
                    ? Stream.of()
                    : Stream.of(new Violation(
                            owner.where(path),
                            "has the same value as `" + earlier.where(path) + "`, and each must have its own."));
        });
    }

    private Stream<Violation> same(RulePath path, RulePath other) {
        return owners(path)
                .filter(owner -> owner.has(path) && owner.has(other))
                .filter(owner -> !owner.at(path).equals(RuleCheck::compareAny, owner.at(other)))
                .map(owner -> new Violation(
                        owner.where(other),
                        "must equal `" + owner.where(path) + "`; give one of the two, or the same."));
    }

    private Stream<Violation> maxBytes(RulePath path, int most) {
        return owners(path).filter(owner -> owner.has(path)).flatMap(owner -> {
            var bytes = owner.at(path).toString().getBytes(StandardCharsets.UTF_8).length;
            return bytes <= most
                    ? Stream.of()
                    : Stream.of(new Violation(
                            owner.where(path),
                            "must have at most " + most + " bytes as compact JSON in UTF-8 and has " + bytes + "."));
        });
    }

    private Stream<Owner> owners(RulePath path) {
        return Owner.of(path, arguments);
    }

    private static List<RulePath> paths(List<String> texts) {
        return texts.stream().map(RulePath::of).toList();
    }

    private static String listed(Owner owner, List<RulePath> paths) {
        return paths.stream().map(path -> "`" + owner.where(path) + "`").collect(Collectors.joining(", "));
    }

    private static Object key(JsonNode value) {
        return value.isNumber() && isFinite(value) ? value.decimalValue().stripTrailingZeros() : value;
    }

    private static int compareAny(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return compare(one, other);
        }
        return one.equals(other) ? 0 : 1;
    }

    private static int compare(JsonNode one, JsonNode other) {
        // What no decimal can hold is infinite, and a double can.
        return isFinite(one) && isFinite(other)
                ? one.decimalValue().compareTo(other.decimalValue())
                : Double.compare(one.doubleValue(), other.doubleValue());
    }

    private static boolean isFinite(JsonNode number) {
        return number.isBigDecimal() || number.isIntegralNumber() || Double.isFinite(number.doubleValue());
    }
}
