package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.Members;
import dev.patchbay.toolkit.BodyTemplate.None;
import dev.patchbay.toolkit.BodyTemplate.Value;
import dev.patchbay.toolkit.BodyTemplate.Whole;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a JSON body in UTF-8, numbers exactly as given. */
final class BodyWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BodyWriter() {}

    static BodyDraft write(HttpMethod method, BodyTemplate template, Given given) {
        return switch (template) {
            case None() -> new BodyDraft.Ready(Optional.empty());
            case Whole(String argument) ->
                new BodyDraft.Ready(json(argument, given).map(BodyWriter::body));
            case Members(var members, var spread) -> new BodyDraft.Ready(members(method, members, spread, given));
            case BodyTemplate.Multipart(var parts) -> MultipartWriter.write(parts, given);
        };
    }

    private static Optional<Body> members(
            HttpMethod method, List<Member> members, Optional<String> spread, Given given) {
        var object = NODES.objectNode();
        // First, so that a member of the template replaces one that the caller spelled alike.
        spread.ifPresent(argument -> spread(argument, given, object));
        for (var member : members) {
            value(member.value(), given).ifPresent(value -> object.set(member.name(), value));
        }
        return object.isEmpty() && !needsBody(method) ? Optional.empty() : Optional.of(body(object));
    }

    private static void spread(String argument, Given given, ObjectNode object) {
        json(argument, given).ifPresent(value -> {
            if (value instanceof ObjectNode members) {
                object.setAll(members);
            } else {
                given.refuse(argument, "must be an object.");
            }
        });
    }

    private static Optional<JsonNode> value(Value value, Given given) {
        return switch (value) {
            case Value.Constant(String text) -> Optional.of(TextNode.valueOf(text));
            case Value.Argument(String name) -> json(name, given);
            case Value.Objects(String name, String member) -> json(name, given).map(list -> objects(list, member));
            case Value.Joined(String name) -> json(name, given).map(list -> joined(name, list, given));
        };
    }

    private static JsonNode objects(JsonNode list, String member) {
        if (!list.isArray()) {
            return list;
        }
        var objects = NODES.arrayNode(list.size());
        list.forEach(element ->
                objects.add(element.isObject() ? element : NODES.objectNode().set(member, element)));
        return objects;
    }

    /** Nulls inside the list are left out, as in a query. A comma inside an element stays: no service has a way to escape it. */
    private static JsonNode joined(String argument, JsonNode list, Given given) {
        if (!list.isArray()) {
            return list;
        }
        var elements = new ArrayList<String>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isNull()) {
                given.plain(argument + "[" + i + "]", list.get(i)).ifPresent(elements::add);
            }
        }
        return TextNode.valueOf(String.join(",", elements));
    }

    private static Optional<JsonNode> json(String argument, Given given) {
        return given.value(argument).flatMap(value -> given.json(argument, value));
    }

    private static boolean needsBody(HttpMethod method) {
        return switch (method) {
            case POST, PUT, PATCH -> true;
            case GET, HEAD, DELETE -> false;
        };
    }

    private static Body body(JsonNode json) {
        return new UpstreamRequest.Whole("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
