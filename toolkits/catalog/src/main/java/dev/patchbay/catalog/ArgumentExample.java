package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody might have written instead of arguments that did not fit: those that were right as they are, under their published
 * names, and in the place of the others, or of what is missing, what an {@link ArgumentSkeleton} has there. An argument that is
 * secret, or has something secret in it, always becomes a placeholder; unknown ones are left out.
 */
public final class ArgumentExample {
    private ArgumentExample() {}

    /** @param violations what {@link ArgumentCheck}, or whoever came after it, found in {@code given} */
    public static ObjectNode of(Tool tool, ObjectNode given, List<Violation> violations) {
        var properties = tool.inputSchema().path("properties");
        var wrong = names(violations);
        var made = new ArgumentSkeleton(tool.inputSchema(), tool.rules(), tool.prerequisites());
        // What is said of the whole may be true of each.
        if (!wrong.contains("")) {
            given.properties().forEach(member -> {
                var name = tool.aliases().getOrDefault(member.getKey(), member.getKey());
                if (wrong.contains(name) || isSecret(properties.path(name))) {
                    addKnown(made, name, properties);
                } else if (properties.has(name) && !member.getValue().isNull()) {
                    made.keep(name, member.getValue());
                }
            });
        }
        var example = completed(made, properties, wrong);
        // Some were wrong only beside others, and a placeholder there is no better.
        tool.rules().forEach(rule -> leaveOut(rule, example, wrong));
        return example;
    }

    /** Of a tool that has nothing but a schema: without values of the caller's. */
    public static ObjectNode of(ObjectNode schema, List<Violation> violations) {
        return completed(
                new ArgumentSkeleton(schema, List.of(), List.of()), schema.path("properties"), names(violations));
    }

    private static ObjectNode completed(ArgumentSkeleton made, JsonNode properties, Set<String> wrong) {
        wrong.forEach(name -> addKnown(made, name, properties));
        return made.complete();
    }

    private static void addKnown(ArgumentSkeleton made, String name, JsonNode properties) {
        if (properties.has(name)) {
            made.add(name);
        }
    }

    private static boolean isSecret(JsonNode schema) {
        return schema.findValues("writeOnly").stream().anyMatch(JsonNode::asBoolean)
                || schema.findValues("format").stream().anyMatch(format -> "password".equals(format.textValue()));
    }

    private static void leaveOut(ArgumentRule rule, ObjectNode example, Set<String> wrong) {
        var still = names(new RuleCheck(example).violations(rule).toList());
        still.stream().filter(wrong::contains).forEach(example::remove);
    }

    /** The arguments in which something is wrong; an empty one stands for the whole. */
    private static Set<String> names(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.where().split("[.\\[]", 2)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
