package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as it arrived at a simulator, held against what a service's reference says must leave. */
record SentRequest(JsonNode arrived) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Headers that belong to the connection, or follow from what is compared otherwise. */
    private static final List<String> EVERY_REQUEST = List.of(
            "host", "user-agent", "accept", "accept-encoding", "authorization", "content-length", "content-type");

    static List<SentRequest> read(String journal) {
        var requests = new ArrayList<SentRequest>();
        json(journal).forEach(entry -> requests.add(new SentRequest(entry)));
        return requests;
    }

    /**
     * Fails unless it is the reference's request.
     *
     * @param base path of the base address
     * @param placeholders texts of the reference that stand for others
     */
    void is(JsonNode reference, String base, Map<String, String> placeholders) {
        assertThat(text("method")).isEqualTo(reference.path("method").textValue());
        assertThat(text("path")).isEqualTo(base + filled(reference.path("path").textValue(), placeholders));
        assertThat(query()).isEqualTo(expectedQuery(reference.path("query"), placeholders));
        assertThat(ownHeaders()).isEqualTo(expectedHeaders(reference.path("headers"), placeholders));
        if (reference.has("body")) {
            assertThat(header("content-type")).isEqualTo("application/json");
            assertThat(json(text("body"))).isEqualTo(exact(reference.get("body")));
        } else if (reference.has("multipart")) {
            assertThat(header("content-type")).startsWith("multipart/form-data; boundary=");
            assertThat(parts()).isEqualTo(expectedParts(reference.get("multipart")));
        } else {
            assertThat(arrived.path("body_length").asInt()).isZero();
            assertThat(header("content-type")).isEmpty();
        }
    }

    String header(String name) {
        return arrived.path("headers").path(name).path(0).asText("");
    }

    private String text(String member) {
        return arrived.path(member).asText();
    }

    private Map<String, List<String>> query() {
        var query = new TreeMap<String, List<String>>();
        for (var pair : text("query").split("&", -1)) {
            var at = pair.indexOf('=');
            if (at >= 0) {
                query.computeIfAbsent(decoded(pair.substring(0, at)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(at + 1)));
            }
        }
        return query;
    }

    /** A plus sign is never a blank in a query of ours, so one left bare shows up as a difference. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Map<String, List<String>> ownHeaders() {
        var headers = new TreeMap<String, List<String>>();
        for (var header : arrived.path("headers").properties()) {
            if (!EVERY_REQUEST.contains(header.getKey())) {
                headers.put(header.getKey(), texts(header.getValue()));
            }
        }
        return headers;
    }

    private static Map<String, List<String>> expectedQuery(JsonNode query, Map<String, String> placeholders) {
        var expected = new TreeMap<String, List<String>>();
        query.properties().forEach(entry -> expected.put(entry.getKey(), filled(entry.getValue(), placeholders)));
        return expected;
    }

    private static Map<String, List<String>> expectedHeaders(JsonNode headers, Map<String, String> placeholders) {
        var expected = new TreeMap<String, List<String>>();
        for (var header : headers.properties()) {
            if (!EVERY_REQUEST.contains(header.getKey())) {
                expected.put(header.getKey(), filled(header.getValue(), placeholders));
            }
        }
        return expected;
    }

    /** Name, file name, type, length and hash of each part. */
    private List<String> parts() {
        var parts = new ArrayList<String>();
        for (var part : arrived.path("parts")) {
            parts.add(String.join(
                    " ",
                    part.path("name").asText(),
                    part.path("filename").asText("-"),
                    part.path("content_type").asText("-"),
                    part.path("length").asText(),
                    part.path("sha256").asText()));
        }
        return parts;
    }

    /** A file is an object, text that is a JSON document is sent as one, other text as text. */
    private static List<String> expectedParts(JsonNode multipart) {
        var parts = new ArrayList<String>();
        for (var part : multipart.properties()) {
            var value = part.getValue();
            var isFile = value.isObject();
            var text = value.asText();
            var content = isFile
                    ? Base64.getDecoder().decode(value.path("base64").asText())
                    : text.getBytes(StandardCharsets.UTF_8);
            var type = isFile ? value.path("mimetype").asText() : text.startsWith("{") ? "application/json" : "-";
            parts.add(String.join(
                    " ",
                    part.getKey(),
                    value.path("name").asText("-"),
                    type,
                    String.valueOf(content.length),
                    sha256(content)));
        }
        return parts;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> filled(JsonNode value, Map<String, String> placeholders) {
        return texts(value).stream().map(text -> filled(text, placeholders)).toList();
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of(value.asText());
    }

    private static String filled(String text, Map<String, String> placeholders) {
        var filled = text;
        for (var placeholder : placeholders.entrySet()) {
            filled = filled.replace(placeholder.getKey(), placeholder.getValue());
        }
        return filled;
    }

    /** Through text, so that numbers written alike compare alike. */
    private static JsonNode exact(JsonNode value) {
        return json(value.toString());
    }

    static JsonNode json(Map<?, ?> value) {
        return json(JSON.valueToTree(value).toString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("Not JSON: " + text, broken);
        }
    }
}
