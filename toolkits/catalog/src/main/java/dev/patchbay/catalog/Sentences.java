package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with one value and what would be right, in words a model can act on. */
final class Sentences {
    private static final int MAX_LISTED = 30;
    private static final int MAX_DESCRIPTION = 200;

    private final ObjectNode schema;

    Sentences(ObjectNode schema) {
        this.schema = schema;
    }

    Violation violation(Error error) {
        var where = Choice.elements(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "required" -> missing(error, where);
            case "additionalProperties", "unevaluatedProperties" ->
                error.getProperty() == null
                        ? new Violation(Where.of(where), about(error, where))
                        : unknown(error, where);
            default -> new Violation(Where.of(where), about(error, where));
        };
    }

    private Violation missing(Error error, List<Object> where) {
        var name = String.valueOf(error.getProperty());
        var description =
                owner(error).path("properties").path(name).path("description").asText();
        var what = description.isBlank() ? "" : " It is: " + Excerpt.of(description.strip(), MAX_DESCRIPTION);
        return new Violation(Where.of(where, name), "is required and was not given." + what);
    }

    private Violation unknown(Error error, List<Object> where) {
        var known = new ArrayList<String>();
        owner(error).path("properties").fieldNames().forEachRemaining(known::add);
        var name = String.valueOf(error.getProperty());
        var owner = where.isEmpty() ? "this tool" : "`" + Where.of(where) + "`";
        var list = known.isEmpty() ? " It takes none." : " It takes: " + listed(known) + ".";
        var question = Nearest.question(name, known);
        return new Violation(
                Where.of(where, name), "is not known to " + owner + (question.isEmpty() ? "." : question) + list);
    }

    private String about(Error error, List<Object> where) {
        var rule = error.getSchemaNode() == null ? MissingNode.getInstance() : error.getSchemaNode();
        var value = error.getInstanceNode();
        var got = got(value, where);
        return switch (error.getKeyword()) {
            case "type" -> "must be " + types(rule) + ", not " + Kind.of(value) + got(value, where, " (", ").");
            case "enum" ->
                "must be one of "
                        + listed(rule.valueStream().map(JsonNode::toString).toList()) + got;
            case "const" -> "must be " + Excerpt.of(rule.toString()) + got;
            case "minimum" -> "must be at least " + rule + got;
            case "maximum" -> "must be at most " + rule + got;
            case "exclusiveMinimum" -> "must be greater than " + rule + got;
            case "exclusiveMaximum" -> "must be less than " + rule + got;
            case "multipleOf" -> "must be a multiple of " + rule + got;
            case "minLength" ->
                rule.asInt() == 1 ? "must not be empty." : "must have at least " + rule + " characters" + got;
            case "maxLength" -> "must have at most " + rule + " characters" + got;
            case "pattern" -> "must match the regular expression " + Excerpt.of(rule.asText(), MAX_DESCRIPTION) + got;
            case "minItems" -> "must have at least " + rule + " items and has " + value.size() + ".";
            case "maxItems" -> "must have at most " + rule + " items and has " + value.size() + ".";
            case "uniqueItems" -> "must not hold the same item twice.";
            case "minProperties" -> "must have at least " + rule + " members and has " + value.size() + ".";
            case "maxProperties" -> "must have at most " + rule + " members and has " + value.size() + ".";
            case "dependentRequired" ->
                "needs " + listed(needed(rule, error)) + " because `" + error.getProperty() + "` is given.";
            case "oneOf" -> "fits more than one of the allowed forms and must fit exactly one.";
            default ->
                "does not satisfy " + error.getKeyword() + " " + Excerpt.of(rule.toString(), MAX_DESCRIPTION) + got;
        };
    }

    private static List<String> needed(JsonNode rule, Error error) {
        return rule.path(String.valueOf(error.getProperty()))
                .valueStream()
                .map(name -> "`" + name.asText() + "`")
                .toList();
    }

    private static String types(JsonNode rule) {
        return rule.isArray()
                ? rule.valueStream().map(type -> Kind.named(type.asText())).collect(Collectors.joining(" or "))
                : Kind.named(rule.asText());
    }

    private static String listed(List<String> names) {
        var more = names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "";
        return names.stream().limit(MAX_LISTED).map(Excerpt::of).collect(Collectors.joining(", ")) + more;
    }

    private String got(JsonNode value, List<Object> where) {
        return got(value, where, "; got ", ".");
    }

    /** A scalar in quotation, unless it is secret; large values are never repeated. */
    private String got(JsonNode value, List<Object> where, String before, String after) {
        var silent = value.isContainerNode() || value.isNull() || isSecret(where);
        return silent ? "." : before + Excerpt.of(value.toString()) + after;
    }

    /** A property with anything writeOnly in it is secret as a whole: where a branch decides, we cannot tell which. */
    private boolean isSecret(List<Object> where) {
        return !where.isEmpty()
                && schema.path("properties").path(where.getFirst().toString()).findValues("writeOnly").stream()
                        .anyMatch(JsonNode::asBoolean);
    }

    /** The schema that holds the keyword which failed. */
    private JsonNode owner(Error error) {
        var path = error.getSchemaLocation().getFragment();
        JsonNode node = schema;
        for (var i = 0; i < path.getNameCount() - 1; i++) {
            node = path.getElement(i) instanceof Integer index ? node.path(index) : node.path(path.getName(i));
        }
        return node;
    }
}
