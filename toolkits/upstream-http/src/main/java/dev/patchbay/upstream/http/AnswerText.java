package dev.patchbay.upstream.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the bytes of an answer as text, and text as JSON. The content type is not asked: services send JSON as text and
 * text as JSON. Numbers stay exact; of two equal names the last counts.
 */
final class AnswerText {
    private static final int MAX_DEPTH = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // A table of names shared by all calls would keep what a hostile service makes up.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private AnswerText() {}

    /** The text without its byte-order mark, unless the bytes are not UTF-8. */
    static Optional<String> utf8(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The one JSON value that the text is, unless it is something else or nested too deep. */
    static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text))
                    .filter(value -> !value.isMissingNode())
                    .map(value -> mayHoldHalfPairs(text) ? mended(value) : value);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static boolean mayHoldHalfPairs(String json) {
        // Decoded text has whole pairs; only an escape can spell a half.
        return json.contains("\\ud") || json.contains("\\uD");
    }

    private static JsonNode mended(JsonNode value) {
        return switch (value) {
            case TextNode text -> TextNode.valueOf(Surrogates.mended(text.textValue()));
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(mended(element)));
                yield copy;
            }
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(member -> copy.set(Surrogates.mended(member.getKey()), mended(member.getValue())));
                yield copy;
            }
            default -> value;
        };
    }
}
