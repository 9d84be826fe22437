package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;

/**
 * Turns an answer into a value. On success JSON is its value, other text a string and nothing is null: {@code false},
 * {@code 0}, {@code ""} and {@code []} are results, not the lack of one.
 */
final class AnswerDecoder {
    private final ErrorReader errors;

    AnswerDecoder(ErrorReader errors) {
        this.errors = errors;
    }

    Outcome<JsonNode> decode(Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
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
        return refusal.<Outcome<JsonNode>>map(Outcome::failed).orElseGet(() -> Outcome.ok(decoded.get()));
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
}
