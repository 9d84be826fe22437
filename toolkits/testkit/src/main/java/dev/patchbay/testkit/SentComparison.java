package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.UpstreamRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what was sent with what an example says: everything it names, and nothing it does not name. */
final class SentComparison {
    /** Headers that follow from the rest of the request. */
    private static final Set<String> IMPLIED = Set.of("accept", "content-type");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SentComparison() {}

    static List<Problem> problems(Example example, List<UpstreamRequest> sent) {
        if (example.sends().isEmpty()) {
            return sent.stream()
                    .map(request ->
                            example.problem("sends", "sends " + line(request) + " although nothing may be sent"))
                    .toList();
        }
        if (sent.isEmpty()) {
            return List.of(example.problem("sends", "sends nothing"));
        }
        var expected = example.sends().get();
        var request = sent.getFirst();
        var problems = new ArrayList<Problem>();
        if (!line(request).equals(expected.method() + " " + expected.path())) {
            problems.add(example.problem(
                    "sends", "sends " + line(request) + ", not " + expected.method() + " " + expected.path()));
        }
        compare(example, "query", query(request.query()), expected.query(), problems);
        compare(example, "headers", headers(request.headers()), expected.headers(), problems);
        var body = request.body().map(SentComparison::json);
        if (!same(body, expected.body())) {
            problems.add(example.problem("sends", "sends " + text(body) + ", not " + text(expected.body())));
        }
        return problems;
    }

    private static void compare(
            Example example,
            String what,
            Map<String, List<String>> sent,
            Map<String, List<String>> expected,
            List<Problem> problems) {
        if (!sent.equals(expected)) {
            problems.add(example.problem("sends", "sends the " + what + " " + sent + ", not " + expected));
        }
    }

    private static String line(UpstreamRequest request) {
        return request.method() + " " + request.path();
    }

    private static Map<String, List<String>> query(String query) {
        var byName = new HashMap<String, List<String>>();
        if (!query.isEmpty()) {
            Arrays.stream(query.split("&", -1)).forEach(pair -> {
                int equals = pair.indexOf('=');
                byName.computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            });
        }
        return byName;
    }

    private static String decoded(String text) {
        // In a query of ours a plus sign is never a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> headers(List<UpstreamRequest.Header> headers) {
        var byName = new HashMap<String, List<String>>();
        for (var header : headers) {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (!IMPLIED.contains(name)) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(header.value());
            }
        }
        return byName;
    }

    private static JsonNode json(UpstreamRequest.Body body) {
        try {
            return JSON.readTree(new String(body.bytes(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A body that is not JSON was built", broken);
        }
    }

    private static boolean same(Optional<JsonNode> sent, Optional<JsonNode> expected) {
        if (sent.isEmpty() || expected.isEmpty()) {
            return sent.isEmpty() && expected.isEmpty();
        }
        return SameJson.are(sent.get(), expected.get());
    }

    private static String text(Optional<JsonNode> body) {
        return body.map(json -> "the body " + json).orElse("no body");
    }
}
