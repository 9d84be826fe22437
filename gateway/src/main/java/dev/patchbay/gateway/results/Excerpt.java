package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A value with what is long, wide or deep in it left out, and how much that is.
 *
 * @param characters of a text that stay
 * @param members of an object that stay
 * @param elements of an array that stay
 * @param depth of containers that stay
 */
record Excerpt(int characters, int members, int elements, int depth) {
    private static final int LONGEST_NAME = 40;

    JsonNode of(JsonNode value) {
        return of(value, depth);
    }

    private JsonNode of(JsonNode value, int left) {
        return switch (value.getNodeType()) {
            case OBJECT -> object(value, left);
            case ARRAY -> array(value, left);
            case STRING -> TextNode.valueOf(Texts.cut(value.textValue(), characters));
            case NUMBER ->
                value.asText().length() <= characters ? value : TextNode.valueOf(Texts.cut(value.asText(), characters));
            default -> value;
        };
    }

    private JsonNode object(JsonNode value, int left) {
        if (left == 0 && !value.isEmpty()) {
            return TextNode.valueOf("{… " + value.size() + " members}");
        }
        var copy = JsonNodeFactory.instance.objectNode();
        for (var member : value.properties()) {
            if (copy.size() == members) {
                copy.put("…", "+" + (value.size() - members) + " members");
                break;
            }
            copy.set(Texts.name(member.getKey(), LONGEST_NAME), of(member.getValue(), left - 1));
        }
        return copy;
    }

    private JsonNode array(JsonNode value, int left) {
        if (left == 0 && !value.isEmpty()) {
            return TextNode.valueOf("[… " + value.size() + " items]");
        }
        var copy = JsonNodeFactory.instance.arrayNode();
        for (var element : value) {
            if (copy.size() == elements) {
                copy.add("… +" + (value.size() - elements) + " items");
                break;
            }
            copy.add(of(element, left - 1));
        }
        return copy;
    }
}
