package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.gateway.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * Writes what a caller sent for a person who is to judge it. A model wrote it, perhaps misled, so nothing in it may change
 * how the rest is read: no line breaks, no directions of text, nothing invisible, no end of a block of code in Markdown.
 */
final class ForPeople {
    /** Bytes of UTF-8. */
    private static final int MOST = 2048;

    /** Characters of a text and elements of a list that are shown; the fewer, the more of the other arguments. */
    private static final int[] STEPS = {1024, 256, 64, 16};

    /** Letters and marks by their type, and nothing or a blank on the screen. */
    private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private ForPeople() {}

    /** JSON of at most 2048 bytes, on one line. What does not fit is shortened, the longest first, and says so. */
    static String json(JsonNode value) {
        for (var most : STEPS) {
            var text = plain(Json.write(shortened(value, most)));
            if (bytes(text) <= MOST) {
                return text;
            }
        }
        return cut(plain(Json.write(shortened(value, STEPS[STEPS.length - 1]))));
    }

    /** A short text, with escapes as in JSON. */
    static String plain(String text) {
        var plain = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                plain.appendCodePoint(point);
            } else {
                for (var half : Character.toChars(point)) {
                    plain.append("\\u%04x".formatted((int) half));
                }
            }
        });
        return plain.toString();
    }

    private static JsonNode shortened(JsonNode value, int most) {
        return switch (value) {
            case TextNode text -> TextNode.valueOf(shortened(text.textValue(), most));
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties().forEach(member -> copy.set(member.getKey(), shortened(member.getValue(), most)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.valueStream().limit(most).forEach(element -> copy.add(shortened(element, most)));
                if (array.size() > most) {
                    copy.add("… and " + (array.size() - most) + " more elements");
                }
                yield copy;
            }
            default -> value;
        };
    }

    private static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : whole(text, most) + "… and " + (text.length() - most) + " more characters";
    }

    /** The beginning, without half of a character at its end. */
    private static String whole(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String cut(String text) {
        var end = "… cut off; there is more than can be shown";
        var length = 0;
        for (var left = MOST - bytes(end); length < text.length(); ) {
            var point = text.codePointAt(length);
            left -= bytes(Character.toString(point));
            if (left < 0) {
                break;
            }
            length += Character.charCount(point);
        }
        return text.substring(0, length) + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default ->
                point != '`'
                        && INVISIBLE.indexOf(point) < 0
                        && (point < 0xfe00 || point > 0xfe0f) // variation selectors, and their supplement
                        && (point < 0xe0100 || point > 0xe01ef);
        };
    }
}
