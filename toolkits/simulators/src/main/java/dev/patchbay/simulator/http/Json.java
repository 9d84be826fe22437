package dev.patchbay.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON in and out, the same for all simulators. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The value, or nothing when the text is not exactly one JSON value. */
    public static Optional<JsonNode> parse(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isMissingNode() ? Optional.empty() : Optional.of(read);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** For literals in code, where malformed JSON is a bug. */
    public static ObjectNode literal(String text) {
        return (ObjectNode) parse(text).orElseThrow(() -> new IllegalArgumentException("Not JSON: " + text));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
