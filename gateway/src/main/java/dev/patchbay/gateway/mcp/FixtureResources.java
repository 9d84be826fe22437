package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.Optional;
import java.util.regex.Pattern;

/** The resources of the fixture: a few that stand in their file, and one that is made up from its address. */
final class FixtureResources {
    private final JsonNode file = FixtureCatalogue.file("resources");
    private final Pattern template =
            Pattern.compile(file.path("template").path("uri").textValue());

    /** @param member the list's name in the file and in the protocol */
    Reply list(String member) {
        var result = Json.object();
        result.set(member, file.path(member).deepCopy());
        return new Reply.Result(result);
    }

    Reply read(ObjectNode params) {
        var uri = params.path("uri").asText();
        var result = Json.object();
        var contents = result.putArray("contents");
        contents(uri).ifPresent(found -> contents.add(found.put("uri", uri)));
        return contents.isEmpty()
                ? new Reply.Refusal(
                        ErrorCodes.RESOURCE_NOT_FOUND,
                        "The fixture has no such resource.",
                        Optional.of(Json.object().put("uri", uri)))
                : new Reply.Result(result);
    }

    private Optional<ObjectNode> contents(String uri) {
        if (file.path("contents").get(uri) instanceof ObjectNode found) {
            return Optional.of(found.deepCopy());
        }
        var parts = template.matcher(uri);
        return parts.matches()
                ? Optional.of((ObjectNode) FixtureText.fill(
                        file.path("template").path("contents"), Json.object().put("id", parts.group(1))))
                : Optional.empty();
    }
}
