package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.util.List;

/**
 * Takes secret arguments out of what a service says of its refusal: some repeat the token they refuse, and a refusal is shown,
 * logged by callers and kept as the reason of an account's status. Results are left as they are.
 */
final class SecretArguments {
    /** As for credentials: a shorter value would blank out ordinary text. */
    private static final int SHORTEST = 8;

    private static final String HIDDEN = "[redacted]";

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

    private static List<String> secrets(JsonNode schema, ObjectNode arguments) {
        return arguments.properties().stream()
                .filter(argument -> schema.path("properties")
                        .path(argument.getKey())
                        .path("writeOnly")
                        .asBoolean())
                .map(argument -> argument.getValue().asText())
                .filter(value -> value.length() >= SHORTEST)
                .toList();
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
