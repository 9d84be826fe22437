package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.Value;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Threat model R43: whatever an argument holds, it changes the value meant for it and nothing else. */
class ArgumentsAreDataTest {
    private static final String BASE = "https://api.orchard.example:8443/base/v1";
    private static final List<String> ARGUMENTS =
            List.of("one", "many", "query", "list", "header", "member", "spread", "objects", "joined");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Tool TOOL = aTool(HttpMethod.POST)
            .fixed("/a/")
            .one("one")
            .fixed("/b/")
            .many("many")
            .fixed("/c")
            .query("q", "query", ListStyle.REPEAT)
            .query("l", "list", ListStyle.COMMA)
            .queryConstant("k", "1")
            .header("x-value", "header")
            .body(new BodyTemplate.Members(
                    List.of(
                            new Member("m", new Value.Argument("member")),
                            new Member("o", new Value.Objects("objects", "n")),
                            new Member("j", new Value.Joined("joined")),
                            new Member("k", new Value.Constant("1"))),
                    Optional.of("spread")))
            .build();

    @Property(tries = 10_000)
    void aHostileValueChangesOnlyItsOwnPlace(@ForAll("arguments") String argument, @ForAll("hostile") String value) {
        switch (Fixtures.build(TOOL, with(argument, value))) {
            case Outcome.Ok<UpstreamRequest>(var request) -> {
                assertThat(mustBeRefused(argument, value)).isFalse();
                assertThat(parsed(request)).isEqualTo(expected(argument, value));
            }
            case Outcome.Failed<UpstreamRequest>(InvalidArguments(var _, var violations, var _)) -> {
                assertThat(mustBeRefused(argument, value)).isTrue();
                assertThat(violations).allSatisfy(it -> assertThat(it.where()).startsWith(argument));
            }
            case Outcome.Failed<UpstreamRequest>(var other) -> throw new AssertionError(other);
        }
    }

    @Provide
    Arbitrary<String> arguments() {
        return Arbitraries.of(ARGUMENTS);
    }

    @Provide
    Arbitrary<String> hostile() {
        var fragments = Arbitraries.of(
                "/",
                "//",
                ".",
                "..",
                "../",
                "%2f",
                "%2e%2e",
                "%00",
                "?",
                "#",
                "@",
                "&",
                "=",
                "+",
                ";",
                ",",
                ":",
                "\\",
                " ",
                "\t",
                "\r\n",
                "\0",
                "\u0085",
                "\u2028",
                "ä",
                "🍎",
                "\ud800",
                "\udc00",
                "\"",
                "'",
                "{one}",
                "${x}",
                "x",
                "http://evil.example",
                "Host: evil",
                "]",
                "}",
                "%",
                "~",
                "\uFEFF");
        var joined = fragments.list().ofMaxSize(6).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(joined, Arbitraries.strings().ofMaxLength(12));
    }

    private static boolean mustBeRefused(String argument, String value) {
        return hasHalfPair(value)
                || switch (argument) {
                    case "one" -> value.isEmpty() || isDots(value) || hasControl(value);
                    case "many" ->
                        hasControl(value)
                                || (!segments(value).equals(List.of(""))
                                        && segments(value).stream().anyMatch(it -> it.isEmpty() || isDots(it)));
                    case "header" -> !value.matches("([!-~]([ -~\\t]*[!-~])?)?");
                    default -> false;
                };
    }

    private static boolean hasHalfPair(String value) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static boolean hasControl(String value) {
        return value.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL);
    }

    private static boolean isDots(String value) {
        return value.equals(".") || value.equals("..");
    }

    private static List<String> segments(String value) {
        return Arrays.asList(value.replaceAll("\\A/+|/+\\z", "").split("/", -1));
    }

    private static ObjectNode with(String argument, String value) {
        var arguments = NODES.objectNode();
        ARGUMENTS.forEach(name -> arguments.put(name, name));
        arguments.set("spread", NODES.objectNode().put("s", "s"));
        switch (argument) {
            // Names and values of the caller, and an attempt at every name of the template.
            case "spread" ->
                arguments.set(
                        "spread",
                        NODES.objectNode()
                                .put(value, value)
                                .put("m", value)
                                .put("o", value)
                                .put("j", value)
                                .put("k", value));
            case "list", "objects", "joined" ->
                arguments.set(argument, NODES.arrayNode().add("x").add(value));
            default -> arguments.put(argument, value);
        }
        return arguments;
    }

    /** What a receiver makes of it, in words of the standard library. */
    private static List<Object> parsed(UpstreamRequest request) {
        var uri = URI.create(BASE + request.path() + "?" + request.query());
        var path = Arrays.stream(uri.getRawPath().split("/", -1))
                .map(it -> decoded(it))
                .toList();
        var query = Arrays.stream(uri.getRawQuery().split("&", -1))
                .map(pair -> Arrays.stream(pair.split("=", -1))
                        .map(it -> Arrays.stream(it.split(",", -1))
                                .map(ArgumentsAreDataTest::decoded)
                                .toList())
                        .toList())
                .toList();
        var headers = request.headers().stream()
                .map(it -> it.name() + ": " + it.value().strip())
                .toList();
        return List.of(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort(),
                String.valueOf(uri.getRawUserInfo()),
                String.valueOf(uri.getRawFragment()),
                path,
                query,
                headers,
                Fixtures.json(Fixtures.text(request)));
    }

    private static List<Object> expected(String argument, String value) {
        var arguments = with(argument, value);
        var path = new ArrayList<>(
                List.of("", "base", "v1", "a", arguments.get("one").textValue(), "b"));
        segments(arguments.get("many").textValue()).stream()
                .filter(it -> !it.isEmpty())
                .forEach(path::add);
        path.add("c");
        var query = List.of(
                List.of(List.of("q"), List.of(arguments.get("query").textValue())),
                List.of(List.of("l"), argument.equals("list") ? List.of("x", value) : List.of("list")),
                List.of(List.of("k"), List.of("1")));
        var headers = List.of(
                "accept: application/json",
                "x-value: " + arguments.get("header").textValue());
        var body = NODES.objectNode();
        if (argument.equals("spread")) {
            body.put(value, value);
        } else {
            body.put("s", "s");
        }
        body.put("m", arguments.get("member").textValue());
        if (argument.equals("objects")) {
            body.putArray("o")
                    .add(NODES.objectNode().put("n", "x"))
                    .add(NODES.objectNode().put("n", value));
        } else {
            body.put("o", "objects");
        }
        body.put("j", argument.equals("joined") ? "x," + value : "joined").put("k", "1");
        return List.of("https", "api.orchard.example", 8443, "null", "null", path, query, headers, body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
