package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.UpstreamRequest.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drafts the parts of a multipart body. Names come from the tool file; the framing is egress's alone. */
final class MultipartWriter {
    private MultipartWriter() {}

    static BodyDraft write(List<BodyTemplate.Part> templates, Given given) {
        var parts = new ArrayList<BodyDraft.Part>(templates.size());
        for (var template : templates) {
            given.value(template.argument())
                    .flatMap(value -> part(template, value, given))
                    .ifPresent(parts::add);
        }
        // A multipart body has at least one part (RFC 2046, section 5.1.1).
        return parts.isEmpty() ? new BodyDraft.Ready(Optional.empty()) : new BodyDraft.Parts(parts);
    }

    private static Optional<BodyDraft.Part> part(BodyTemplate.Part template, JsonNode value, Given given) {
        return switch (template.kind()) {
            case FILE -> file(template, value, given);
            case TEXT ->
                given.plain(template.argument(), value).map(text -> text(template.name(), text, Optional.empty()));
            case JSON ->
                given.json(template.argument(), value)
                        .map(json -> text(template.name(), json.toString(), Optional.of("application/json")));
        };
    }

    private static BodyDraft.Part text(String name, String text, Optional<String> contentType) {
        return new BodyDraft.Part.Ready(new TextPart(name, text, contentType));
    }

    private static Optional<BodyDraft.Part> file(BodyTemplate.Part template, JsonNode value, Given given) {
        if (!(value instanceof ObjectNode object)) {
            given.refuse(
                    template.argument(), "must be a file: an object with name, mimetype and s3key or base64, or url.");
            return Optional.empty();
        }
        return given.json(template.argument(), object)
                .map(_ -> new BodyDraft.Part.File(template.name(), template.argument(), object));
    }
}
