package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Values of the body that are repeated in a header (2026-07-28, "Value Encoding"): as they are where a header can hold them,
 * else {@code =?base64?…?=} around the base64 of their UTF-8.
 */
final class HeaderText {
    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    /** What a header's value stands for; empty where it is base64 of nothing, or what no header may hold. */
    static Optional<String> decode(String value) {
        // Bytes beyond ASCII mean one thing to us and another to whatever stands between us and the client.
        if (value.chars().anyMatch(character -> character != '\t' && (character < ' ' || character > '~'))) {
            return Optional.empty();
        }
        if (!value.startsWith(BEGIN) || !value.endsWith(END) || value.length() < BEGIN.length() + END.length()) {
            return Optional.of(value);
        }
        try {
            var bytes = Base64.getDecoder().decode(value.substring(BEGIN.length(), value.length() - END.length()));
            if (!Base64.getEncoder()
                    .encodeToString(bytes)
                    .equals(value.substring(BEGIN.length(), value.length() - END.length()))) {
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** Whether a header says what the body says. Numbers are compared as such: 42.0 is 42. */
    static boolean says(String header, JsonNode body) {
        return decode(header)
                .filter(text -> switch (body.getNodeType()) {
                    case STRING -> text.equals(body.textValue());
                    case BOOLEAN -> text.equals(body.asText());
                    case NUMBER -> isNumber(text, body);
                    default -> false; // nothing else may be repeated in a header
                })
                .isPresent();
    }

    private static boolean isNumber(String text, JsonNode body) {
        // Bounded before it is read: a long exponent would be written out.
        return text.length() <= 100
                && text.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
                && new java.math.BigDecimal(text).compareTo(body.decimalValue()) == 0;
    }
}
