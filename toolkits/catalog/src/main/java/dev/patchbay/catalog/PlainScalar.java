package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** The JSON value of one scalar, as the YAML 1.2 JSON schema resolves it; whatever it does not know is text. */
final class PlainScalar {
    private static final int MAX_DIGITS = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ScalarResolver RESOLVER = new JsonScalarResolver();

    private PlainScalar() {}

    /** The value, or empty for a number that JSON or a double cannot hold. */
    static Optional<JsonNode> read(ScalarEvent scalar) {
        var text = scalar.getValue();
        var tag = RESOLVER.resolve(text, scalar.isPlain());
        if (tag.equals(Tag.NULL)) {
            return Optional.of(JSON.nullNode());
        } else if (tag.equals(Tag.BOOL)) {
            return Optional.of(JSON.booleanNode(text.equals("true")));
        } else if (tag.equals(Tag.INT)) {
            return integer(text);
        } else if (tag.equals(Tag.FLOAT)) {
            return number(text);
        }
        return Optional.of(JSON.textNode(text));
    }

    /** In the smallest node type that holds it, as Jackson's parser does: nodes of different types are never equal. */
    private static Optional<JsonNode> integer(String text) {
        if (text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        var value = new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return Optional.of(JSON.numberNode(value.intValueExact()));
        } else if (value.bitLength() < Long.SIZE) {
            return Optional.of(JSON.numberNode(value.longValueExact()));
        }
        return Optional.of(JSON.numberNode(value));
    }

    private static Optional<JsonNode> number(String text) {
        if (text.length() > MAX_DIGITS || text.endsWith("inf") || text.endsWith("nan")) {
            return Optional.empty();
        }
        var value = Double.parseDouble(text);
        return Double.isFinite(value) ? Optional.of(JSON.numberNode(value)) : Optional.empty();
    }
}
