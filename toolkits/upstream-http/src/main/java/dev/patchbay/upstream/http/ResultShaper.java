package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.ResultShape.AsIs;
import dev.patchbay.toolkit.ResultShape.Document;
import dev.patchbay.toolkit.ResultShape.Kind;
import dev.patchbay.toolkit.ResultShape.Nothing;
import dev.patchbay.toolkit.ResultShape.Wrap;
import org.jspecify.annotations.Nullable;

/** Makes the object that callers get out of a decoded value, whatever its type. */
final class ResultShaper {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ResultShaper() {}

    static ObjectNode shaped(ResultShape shape, JsonNode value) {
        return switch (shape) {
            case Nothing() -> NODES.objectNode();
            case Wrap wrap -> wrapped(wrap, value);
            case Document() -> NODES.objectNode().set("content", value);
            case AsIs() when value instanceof ObjectNode object -> object;
            case AsIs() when value.isNull() -> NODES.objectNode();
            case AsIs() -> NODES.objectNode().set("value", value);
        };
    }

    private static ObjectNode wrapped(Wrap wrap, JsonNode value) {
        var result = NODES.objectNode();
        if (wrap.only().isEmpty() || wrap.only().get() == kind(value)) {
            result.set(wrap.member(), wrap.asList() ? NODES.arrayNode(1).add(value) : value);
        }
        // A copy: the tool's own is shared by all calls.
        result.setAll(wrap.with().deepCopy());
        return result;
    }

    private static @Nullable Kind kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> Kind.NUMBER;
            case STRING -> Kind.TEXT;
            case BOOLEAN -> Kind.BOOLEAN;
            case ARRAY -> Kind.LIST;
            case OBJECT -> Kind.OBJECT;
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
