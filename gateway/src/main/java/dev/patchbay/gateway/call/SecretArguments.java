package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secret arguments out of what a service says of its refusal: some repeat the token they refuse, and a refusal is shown,
 * logged by callers and kept as the reason of an account's status. Results are left as they are. And out of what a person is
 * shown who is to judge a call.
 */
final class SecretArguments {
    /** As for credentials: a shorter value would blank out ordinary text. */
    private static final int SHORTEST = 8;

    private static final String HIDDEN = "[redacted]";

    private static final List<String> BRANCHES =
            List.of("allOf", "anyOf", "oneOf", "then", "else", "patternProperties", "dependentSchemas", "prefixItems");

    private SecretArguments() {}

    static Outcome<ObjectNode> hide(JsonNode schema, ObjectNode arguments, Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Failed<ObjectNode>(Failure.UpstreamRefused refused) -> {
                var secrets = secrets(schema, arguments);
                yield Outcome.failed(new Failure.UpstreamRefused(
                        refused.status(),
                        refused.code(),
                        without(secrets, refused.detail()),
                        refused.advice(),
                        refused.body().map(body -> without(secrets, body))));
            }
            case Outcome.Failed<ObjectNode> _, Outcome.Ok<ObjectNode> _ -> outcome;
        };
    }

    /**
     * A copy for people. Hidden are the places that the schema calls secret, whatever stands there, and no others: were a
     * secret's value hidden wherever it occurs, a caller could hide any argument by repeating it as a password. Names of members
     * stay.
     */
    static JsonNode hidden(JsonNode schema, JsonNode value) {
        var secret = isSecret(schema);
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties()
                        .forEach(member -> copy.set(
                                member.getKey(),
                                hidden(secret ? schema : below(schema, member.getKey()), member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(hidden(secret ? schema : schema.path("items"), element)));
                yield copy;
            }
            default -> secret ? TextNode.valueOf(HIDDEN) : value;
        };
    }

    /** Where a branch decides, we cannot tell which, and so the whole is secret. */
    private static boolean isSecret(JsonNode schema) {
        return isMarked(schema.path("writeOnly"), schema.path("format"))
                || BRANCHES.stream()
                        .map(schema::path)
                        .filter(branch -> !branch.isMissingNode())
                        .anyMatch(branch -> Stream.concat(
                                        branch.findValues("writeOnly").stream(), branch.findValues("format").stream())
                                .anyMatch(mark -> isMarked(mark, mark)));
    }

    private static boolean isMarked(JsonNode writeOnly, JsonNode format) {
        return writeOnly.asBoolean() || "password".equals(format.textValue());
    }

    /** The longest first, so that no tail of a longer one stays behind. */
    private static List<String> secrets(JsonNode schema, JsonNode value) {
        return marked(schema, value)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** What stands below anything {@code writeOnly} or of format password, however deep: a password is a member of a user object, too. */
    private static Stream<String> marked(JsonNode schema, JsonNode value) {
        if (isSecret(schema)) {
            return values(value);
        }
        return switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .flatMap(member -> marked(below(schema, member.getKey()), member.getValue()));
            case ArrayNode array -> array.valueStream().flatMap(element -> marked(schema.path("items"), element));
            default -> Stream.empty();
        };
    }

    private static JsonNode below(JsonNode schema, String member) {
        var declared = schema.path("properties").path(member);
        return declared.isMissingNode() ? schema.path("additionalProperties") : declared;
    }

    private static Stream<String> values(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().flatMap(SecretArguments::values)
                : Stream.of(value.asText());
    }

    private static String without(List<String> secrets, String text) {
        var left = text;
        for (var secret : secrets) {
            left = left.replace(secret, HIDDEN);
        }
        return left;
    }

    private static JsonNode without(List<String> secrets, JsonNode body) {
        return switch (body) {
            case TextNode text -> TextNode.valueOf(without(secrets, text.textValue()));
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties()
                        .forEach(member ->
                                copy.set(without(secrets, member.getKey()), without(secrets, member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(without(secrets, element)));
                yield copy;
            }
            default -> body;
        };
    }
}
