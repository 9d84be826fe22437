package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.Prerequisite;
import dev.patchbay.toolkit.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments that a call of a tool must have, ready to be filled in: those its schema requires and, of several of which one must be
 * given, the first. Values are the schema's own where it has any, otherwise placeholders in angle brackets such as
 * {@code <project name>}, which no schema takes for anything but text.
 */
public final class ArgumentSkeleton {
    private static final int DEEPEST = 4;

    private final ObjectNode schema;
    private final List<ArgumentRule> rules;
    private final List<Prerequisite> prerequisites;
    private final ObjectNode skeleton = JsonNodeFactory.instance.objectNode();

    ArgumentSkeleton(ObjectNode schema, List<ArgumentRule> rules, List<Prerequisite> prerequisites) {
        this.schema = schema;
        this.rules = rules;
        this.prerequisites = prerequisites;
    }

    /** A fresh object; empty for a tool that can be called without arguments. */
    public static ObjectNode of(Tool tool) {
        return new ArgumentSkeleton(tool.inputSchema(), tool.rules(), tool.prerequisites()).complete();
    }

    /** The skeleton with all that must be there, besides what it has already. */
    ObjectNode complete() {
        required(schema).forEach(this::add);
        // A rule may ask for what another then asks more of, never in more rounds than there are rules.
        for (var round = 0; round < rules.size(); round++) {
            rules.forEach(this::satisfy);
        }
        return skeleton;
    }

    /** Takes a value of somebody's own for an argument. */
    void keep(String name, JsonNode value) {
        skeleton.set(name, value.deepCopy());
    }

    private void satisfy(ArgumentRule rule) {
        switch (rule) {
            case ArgumentRule.AtLeastOne(var arguments) -> {
                if (arguments.stream().noneMatch(skeleton::has)) {
                    add(arguments.getFirst());
                }
            }
            case ArgumentRule.Together(var arguments) -> {
                if (arguments.stream().anyMatch(skeleton::has)) {
                    arguments.forEach(this::add);
                }
            }
            case ArgumentRule.When(var argument, var values, var needs, var ignored) -> {
                if (values.contains(skeleton.path(argument).asText())) {
                    needs.forEach(this::add);
                }
            }
            case ArgumentRule.AtMostOne ignored -> {}
            case ArgumentRule.Ascending ignored -> {}
            case ArgumentRule.Unique ignored -> {}
            case ArgumentRule.Same ignored -> {}
            case ArgumentRule.MaxBytes ignored -> {}
        }
    }

    void add(String name) {
        // A path into an argument is its owner's to fill.
        if (!name.contains(".") && !skeleton.has(name)) {
            skeleton.set(name, value(schema.path("properties").path(name), what(name), 1));
        }
    }

    private String what(String name) {
        return prerequisites.stream()
                .filter(each -> each.argument().equals(name))
                .map(Prerequisite::what)
                .findFirst()
                .map(what -> what.replaceFirst("^(an?|the) ", ""))
                .orElseGet(() -> words(name));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private JsonNode value(JsonNode schema, String what, int depth) {
        return given(schema).orElseGet(() -> switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> list(schema, what, depth);
            case "string" -> placeholder(what);
            case String type -> placeholder(what + ": " + type);
        });
    }

    /** What the schema itself has for a value. */
    private static Optional<JsonNode> given(JsonNode schema) {
        return List.of(
                        schema.path("const"),
                        schema.path("examples").path(0),
                        schema.path("default"),
                        schema.path("enum").path(0))
                .stream()
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(JsonNode::deepCopy)
                .map(JsonNode.class::cast)
                .findFirst();
    }

    /** The first of the types it may have. */
    private static String type(JsonNode schema) {
        var types = Arguments.types(schema);
        return types.isEmpty() ? "string" : types.getFirst();
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        var properties = schema.path("properties");
        if (depth < DEEPEST) {
            members(schema).forEach(name -> object.set(name, value(properties.path(name), words(name), depth + 1)));
        }
        if (object.isEmpty() && schema.path("minProperties").asInt() > 0) {
            object.put("<name>", "<value>");
        }
        return object;
    }

    /** The members that must be there; where any will do, the first. */
    private static List<String> members(JsonNode schema) {
        var required = required(schema);
        return required.isEmpty() && schema.path("minProperties").asInt() > 0
                ? schema.path("properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .limit(1)
                        .toList()
                : required;
    }

    private JsonNode list(JsonNode schema, String what, int depth) {
        var list = JsonNodeFactory.instance.arrayNode();
        return depth < DEEPEST ? list.add(value(schema.path("items"), what, depth + 1)) : list;
    }

    private static JsonNode placeholder(String what) {
        return JsonNodeFactory.instance.textNode("<" + what + ">");
    }

    private static List<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asText).toList();
    }
}
