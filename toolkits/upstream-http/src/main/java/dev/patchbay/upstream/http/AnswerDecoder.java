package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.ResultShape.AsIs;
import dev.patchbay.toolkit.ResultShape.Nothing;
import dev.patchbay.toolkit.ResultShape.Wrap;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;

/**
 * Turns an answer into the tool's result. On success nothing is null, JSON is its value and other text a string:
 * {@code false}, {@code 0}, {@code ""} and {@code []} are results, not the lack of one.
 */
final class AnswerDecoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ErrorReader errors = new ErrorReader();

    Outcome<ObjectNode> decode(Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return Outcome.failed(errors.refusal(toolkit, tool, answer));
        }
        var text = AnswerText.utf8(answer.body());
        if (text.isEmpty()) {
            return unusable("The service's answer was not text.");
        }
        var decoded = value(text.get());
        if (decoded.isEmpty()) {
            return unusable("The service's answer began as JSON and is not: cut off, broken, or nested too deeply.");
        }
        Optional<Failure> refusal = errors.refusalInside(decoded.get(), toolkit, tool, answer);
        return refusal.<Outcome<ObjectNode>>map(Outcome::failed)
                .orElseGet(() -> Outcome.ok(shaped(tool.result(), decoded.get())));
    }

    /** Empty for what set out to be an object or a list and is none: half an answer must not pass for a text. */
    private static Optional<JsonNode> value(String text) {
        if (text.isBlank()) {
            return Optional.of(NullNode.getInstance());
        }
        var first = text.stripLeading().charAt(0);
        return AnswerText.json(text)
                .or(() -> first == '{' || first == '[' ? Optional.empty() : Optional.of(TextNode.valueOf(text)));
    }

    private static <T> Outcome<T> unusable(String what) {
        return Outcome.failed(new UpstreamUnavailable(what, true));
    }

    private static ObjectNode shaped(ResultShape shape, JsonNode value) {
        return switch (shape) {
            case Nothing() -> NODES.objectNode();
            case Wrap(String member) -> NODES.objectNode().set(member, value);
            case AsIs() when value instanceof ObjectNode object -> object;
            case AsIs() when value.isNull() -> NODES.objectNode();
            case AsIs() -> NODES.objectNode().set("value", value);
        };
    }
}
