package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.egress.RawRequest;
import dev.patchbay.gateway.egress.RawRequest.Parameter;
import dev.patchbay.gateway.egress.RawRequest.Place;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest.Whole;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of both proxy routes that say what is to be sent (contract 5.7 and 8.7). */
final class ProxyBody {
    private static final List<String> MEMBERS = List.of("endpoint", "method", "parameters", "body", "binary_body");

    private static final int LONGEST_ENDPOINT = 8 * 1024;
    private static final int MOST_PARAMETERS = 100;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private ProxyBody() {}

    /** Their names, and those of the route's own. */
    static String[] and(String... own) {
        return Stream.concat(Stream.of(own), MEMBERS.stream()).toArray(String[]::new);
    }

    /** Ends the request with all that is wrong with it. */
    static RawRequest read(Members members) {
        var endpoint = required(members, "endpoint");
        var method = method(members);
        var parameters = parameters(members);
        var body = body(members);
        var binary = members.object("binary_body").flatMap(ProxyBody::binary);
        if (members.has("body") && members.has("binary_body")) {
            members.problem("binary_body", "give either body or binary_body, not both");
        }
        if (method.filter(each -> each == HttpMethod.GET || each == HttpMethod.HEAD)
                        .isPresent()
                && (members.has("body") || members.has("binary_body"))) {
            members.problem(members.has("body") ? "body" : "binary_body", "GET and HEAD carry none");
        }
        Bodies.check(members);
        return new RawRequest(method.orElseThrow(), endpoint.orElseThrow(), parameters, body.or(() -> binary));
    }

    private static Optional<String> required(Members members, String member) {
        if (!members.has(member)) {
            members.problem(member, "missing");
        }
        return members.text(member, LONGEST_ENDPOINT);
    }

    private static Optional<HttpMethod> method(Members members) {
        var given = required(members, "method");
        var method = given.flatMap(name -> Stream.of(HttpMethod.values())
                .filter(each -> each.name().equals(name))
                .findFirst());
        if (given.isPresent() && method.isEmpty()) {
            members.problem(
                    "method",
                    "must be one of "
                            + Arrays.stream(HttpMethod.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return method;
    }

    /** SDKs always send the list, mostly an empty one. */
    private static List<Parameter> parameters(Members members) {
        if (members.any("parameters")
                .filter(list -> list.isArray() && list.isEmpty())
                .isPresent()) {
            return List.of();
        }
        return members.list("parameters", MOST_PARAMETERS).orElse(List.of()).stream()
                .flatMap(item -> parameter(item).stream())
                .toList();
    }

    private static Optional<Parameter> parameter(Members item) {
        item.only("name", "value", "type");
        var name = required(item, "name");
        var value = item.any("value")
                .filter(given -> given.isTextual() || given.isNumber() || given.isBoolean())
                .map(JsonNode::asText);
        if (value.isEmpty()) {
            item.problem("value", "must be a string, a number or a boolean");
        }
        var place = item.text("type").flatMap(ProxyBody::place);
        if (place.isEmpty()) {
            item.problem("type", "must be header or query");
        }
        return name.isPresent() && value.isPresent() && place.isPresent()
                ? Optional.of(new Parameter(name.get(), value.get(), place.get()))
                : Optional.empty();
    }

    private static Optional<Place> place(String type) {
        return switch (type) {
            case "header" -> Optional.of(Place.HEADER);
            case "query" -> Optional.of(Place.QUERY);
            default -> Optional.empty();
        };
    }

    /** A text goes as it stands, so that callers can send what is not JSON; a header parameter says what it is. */
    private static Optional<Whole> body(Members members) {
        return members.any("body")
                .map(given -> given.isTextual()
                        ? new Whole(TEXT, given.textValue().getBytes(StandardCharsets.UTF_8))
                        : new Whole("application/json", Json.write(given).getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Whole> binary(Members block) {
        block.only("base64", "url", "content_type");
        if (block.has("url")) {
            block.problem("url", "not offered here; send the content as base64, or use a tool that takes files");
        }
        var type = block.text("content_type", 255).orElse(BYTES);
        if (!block.has("base64")) {
            block.problem("base64", "missing");
        }
        return block.text("base64").flatMap(text -> {
            try {
                return Optional.of(new Whole(type, Base64.getDecoder().decode(text)));
            } catch (IllegalArgumentException notBase64) {
                block.problem(
                        "base64", "must be base64 as in RFC 4648 section 4, without line breaks and data: prefix");
                return Optional.empty();
            }
        });
    }
}
