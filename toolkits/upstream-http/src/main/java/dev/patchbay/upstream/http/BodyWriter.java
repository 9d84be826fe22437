package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.Members;
import dev.patchbay.toolkit.BodyTemplate.None;
import dev.patchbay.toolkit.BodyTemplate.Whole;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.RequestTemplate.Source.Argument;
import dev.patchbay.toolkit.RequestTemplate.Source.Constant;
import dev.patchbay.toolkit.UpstreamRequest.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes a JSON body in UTF-8, numbers exactly as given. */
final class BodyWriter {
    private BodyWriter() {}

    static Optional<Body> write(HttpMethod method, BodyTemplate template, Given given) {
        return switch (template) {
            case None() -> Optional.empty();
            case Whole(String argument) ->
                given.value(argument)
                        .flatMap(value -> given.json(argument, value))
                        .map(BodyWriter::body);
            case Members(List<Member> members) -> members(method, members, given);
        };
    }

    private static Optional<Body> members(HttpMethod method, List<Member> members, Given given) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var member : members) {
            switch (member.source()) {
                case Constant(String text) -> object.put(member.name(), text);
                case Argument(String name) ->
                    given.value(name)
                            .flatMap(value -> given.json(name, value))
                            .ifPresent(value -> object.set(member.name(), value));
            }
        }
        return object.isEmpty() && !needsBody(method) ? Optional.empty() : Optional.of(body(object));
    }

    private static boolean needsBody(HttpMethod method) {
        return switch (method) {
            case POST, PUT, PATCH -> true;
            case GET, DELETE -> false;
        };
    }

    private static Body body(JsonNode json) {
        return new Body("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
