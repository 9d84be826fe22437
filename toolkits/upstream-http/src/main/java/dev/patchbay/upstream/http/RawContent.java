package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;
import java.util.Set;

/** What the body of an answer is that no tool file describes: nothing, a value, or a file. */
public sealed interface RawContent {
    /** Types that are text although they do not say so. */
    Set<String> TEXTS = Set.of(
            "application/xml",
            "application/javascript",
            "application/yaml",
            "application/x-ndjson",
            "application/x-www-form-urlencoded");

    record Nothing() implements RawContent {}

    /** JSON as its value, other text as a string. */
    record Value(JsonNode value) implements RawContent {}

    /** Whatever is no text; owns its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record File(String name, String mimetype, byte[] bytes) implements RawContent {}

    /** JSON of any kind where the type says so, otherwise objects and lists only: "12" as text is no number. */
    static RawContent of(UpstreamAnswer answer) {
        var body = answer.body();
        if (body.length == 0) {
            return new Nothing();
        }
        var type = MediaTypes.of(answer.contentType());
        Optional<RawContent> value = AnswerText.utf8(body).flatMap(text -> value(type, text));
        return value.orElseGet(() -> new File(MediaTypes.fileName(type), type, body));
    }

    private static Optional<RawContent> value(String type, String text) {
        var first = text.stripLeading();
        var json = MediaTypes.isJson(type) || first.startsWith("{") || first.startsWith("[")
                ? AnswerText.json(text)
                : Optional.<JsonNode>empty();
        return json.or(() -> isText(type, text) ? Optional.of(TextNode.valueOf(text)) : Optional.empty())
                .map(Value::new);
    }

    /** Bytes of no known type count as text when they are nothing but text. */
    private static boolean isText(String type, String text) {
        return type.startsWith("text/")
                || TEXTS.contains(type)
                || type.endsWith("+xml")
                || MediaTypes.isJson(type)
                || (type.equals(MediaTypes.UNKNOWN)
                        && text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c)));
    }
}
