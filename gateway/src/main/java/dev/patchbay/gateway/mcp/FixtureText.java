package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with places for values, each a JSON pointer in braces: {@code Hello, {/inputs/user/content/name}!}. */
final class FixtureText {
    private static final Pattern PLACE = Pattern.compile("\\{(/[^{}]+)}");

    private FixtureText() {}

    /** A copy in which every text is filled in; where there is no value the text says "nothing". */
    static JsonNode fill(JsonNode template, ObjectNode values) {
        return switch (template) {
            case ObjectNode object -> {
                var filled = object.objectNode();
                object.properties().forEach(member -> filled.set(member.getKey(), fill(member.getValue(), values)));
                yield filled;
            }
            case ArrayNode array -> {
                var filled = array.arrayNode();
                array.forEach(element -> filled.add(fill(element, values)));
                yield filled;
            }
            case TextNode text ->
                TextNode.valueOf(PLACE.matcher(text.textValue())
                        .replaceAll(place -> Matcher.quoteReplacement(word(values.at(place.group(1))))));
            default -> template;
        };
    }

    private static String word(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.isTextual() ? value.textValue() : value.toString();
    }
}
