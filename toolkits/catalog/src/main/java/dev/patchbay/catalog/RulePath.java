package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A dotted path into the arguments, where {@code *} stands for every element or member. */
record RulePath(String text, List<String> steps) {
    static final String EVERY = "*";

    RulePath {
        steps = List.copyOf(steps);
    }

    static RulePath of(String text) {
        return new RulePath(text, List.of(text.split("\\.", -1)));
    }

    /** The steps down to the last wildcard, which together name each owner of what the path finds. */
    List<String> owner() {
        return steps.subList(0, steps.lastIndexOf(EVERY) + 1);
    }

    /** The steps below the owner. */
    List<String> rest() {
        return steps.subList(steps.lastIndexOf(EVERY) + 1, steps.size());
    }

    boolean hasWildcard() {
        return steps.contains(EVERY);
    }

    /** Refuses a path that leads, by the schema, to where nothing can be. */
    static RulePath read(Entry entry, Arguments arguments) {
        return read(entry, entry.text(), arguments);
    }

    static RulePath read(Entry entry, String text, Arguments arguments) {
        var path = of(text);
        var first = path.steps().getFirst();
        if (first.isBlank()) {
            return path;
        }
        arguments.refuseUndeclared(entry, first);
        var here = List.of(arguments.schema(first));
        for (var step : path.steps().subList(1, path.steps().size())) {
            var below = here.stream().flatMap(schema -> below(schema, step)).toList();
            if (below.isEmpty()) {
                var known = new TreeSet<String>();
                here.stream()
                        .flatMap(RulePath::forms)
                        .forEach(form -> form.path("properties").fieldNames().forEachRemaining(known::add));
                if (here.stream().flatMap(RulePath::forms).noneMatch(form -> isOpen(form, step))) {
                    entry.refuse("`" + Excerpt.of(step) + "` in `" + Excerpt.of(path.text())
                            + "` leads nowhere by the schema" + Nearest.question(step, known));
                }
                return path;
            }
            here = below;
        }
        return path;
    }

    /** A schema and the alternatives it offers. */
    private static Stream<JsonNode> forms(JsonNode schema) {
        return Stream.concat(
                Stream.of(schema),
                Stream.of("anyOf", "oneOf", "allOf")
                        .flatMap(keyword -> schema.path(keyword).valueStream())
                        .flatMap(RulePath::forms));
    }

    private static Stream<JsonNode> below(JsonNode schema, String step) {
        return forms(schema)
                .flatMap(form -> {
                    if (!step.equals(EVERY)) {
                        return Stream.of(form.path("properties").path(step));
                    }
                    var found = new ArrayList<JsonNode>(List.of(form.path("items"), form.path("additionalProperties")));
                    form.path("properties").forEach(found::add);
                    return found.stream();
                })
                .filter(JsonNode::isObject);
    }

    /** Whether a schema without a word about this step may have it all the same. */
    private static boolean isOpen(JsonNode form, String step) {
        if (form.has("anyOf") || form.has("oneOf") || form.has("allOf")) {
            return false;
        }
        var types = Arguments.types(form);
        var others = Optional.ofNullable(form.get("additionalProperties"));
        if (types.contains("array")) {
            return step.equals(EVERY) && !form.path("items").isObject();
        }
        if (!types.isEmpty() && !types.contains("object")) {
            return false;
        }
        return others.map(JsonNode::asBoolean).orElseGet(() -> !form.has("properties"))
                || others.filter(JsonNode::isObject).isPresent();
    }
}
