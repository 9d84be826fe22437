package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an answer that is a stored document: JSON as content, anything else, broken JSON too, as a file with every byte.
 * Where the service points to another place, the document is fetched from there without the credential, once.
 */
final class DocumentReader {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern ABSOLUTE = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);

    private final ErrorReader errors;

    DocumentReader(ErrorReader errors) {
        this.errors = errors;
    }

    Outcome<ObjectNode> read(Call call, UpstreamAnswer answer) {
        var elsewhere = elsewhere(answer);
        if (elsewhere.isPresent()) {
            return call.files().fetch(elsewhere.get()).then(fetched -> fetched(call.files(), fetched));
        }
        if (!answer.isSuccess()) {
            return Outcome.failed(errors.refusal(call.toolkit(), call.tool(), answer));
        }
        var content = content(answer);
        Optional<Failure> refusal =
                content.flatMap(value -> errors.refusalInside(value, call.toolkit(), call.tool(), answer));
        return refusal.<Outcome<ObjectNode>>map(Outcome::failed)
                .orElseGet(() -> Outcome.ok(described(call.files(), answer, content)));
    }

    private static Optional<String> elsewhere(UpstreamAnswer answer) {
        return answer.location()
                .filter(location -> REDIRECTS.contains(answer.status())
                        && ABSOLUTE.matcher(location).matches());
    }

    /** Another server's answer: the toolkit's error format and its advice about the credential do not apply. */
    private static Outcome<ObjectNode> fetched(FileAccess files, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return Outcome.failed(new UpstreamRefused(
                    answer.status(),
                    Optional.empty(),
                    "The place where the service keeps the document answered HTTP " + answer.status() + ".",
                    Optional.empty(),
                    Optional.empty()));
        }
        return Outcome.ok(described(files, answer, content(answer)));
    }

    private static ObjectNode described(FileAccess files, UpstreamAnswer answer, Optional<JsonNode> content) {
        var result = JsonNodeFactory.instance.objectNode();
        if (content.isPresent()) {
            return result.set("content", content.get());
        }
        var type = MediaTypes.of(answer.contentType());
        return result.set("file", files.keep(MediaTypes.fileName(type), type, answer.body()));
    }

    /** JSON of any kind where the type says so; otherwise objects and lists only: "12" in a CSV file is no JSON. */
    private static Optional<JsonNode> content(UpstreamAnswer answer) {
        if (!MediaTypes.isJson(MediaTypes.of(answer.contentType())) && !beginsAsContainer(answer.body())) {
            return Optional.empty();
        }
        return AnswerText.utf8(answer.body()).flatMap(AnswerText::json);
    }

    private static boolean beginsAsContainer(byte[] body) {
        for (byte unit : body) {
            if (unit != ' ' && unit != '\t' && unit != '\r' && unit != '\n') {
                return unit == '{' || unit == '[';
            }
        }
        return false;
    }
}
