package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an example. {@code base64} is really decoded; of uploaded files there is one, {@code s3key: example-file}, and
 * of files elsewhere one, {@code url: https://example.com/example-file}. Both hold the text {@code example file} in ASCII.
 */
final class ExampleFiles implements FileAccess {
    private static final String KEY = "example-file";
    private static final String URL = "https://example.com/" + KEY;
    private static final String UNTYPED = "application/octet-stream";

    private final RecordingEgress wire;

    ExampleFiles(RecordingEgress wire) {
        this.wire = wire;
    }

    @Override
    public Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument) {
        var sources =
                Stream.of("s3key", "base64", "url").filter(argument::hasNonNull).toList();
        if (sources.size() != 1) {
            return invalid(tool, where, "must have exactly one of s3key, base64 and url.");
        }
        var source = sources.getFirst();
        for (var member : List.of("name", "mimetype")) {
            if (!source.equals("url") && argument.path(member).asText().isEmpty()) {
                return invalid(tool, where + "." + member, "must be given with " + source + ".");
            }
        }
        var content = content(source, argument.get(source).asText());
        if (content.isEmpty()) {
            return invalid(tool, where + "." + source, "is not " + expected(source) + ".");
        }
        var name = argument.path("name").asText(KEY);
        return Outcome.ok(new InMemoryFile(name, argument.path("mimetype").asText(UNTYPED), content.get()));
    }

    private static Optional<byte[]> content(String source, String text) {
        return switch (source) {
            case "base64" -> decoded(text);
            case "s3key" -> fixed(text.equals(KEY));
            default -> fixed(text.equals(URL));
        };
    }

    private static String expected(String source) {
        return switch (source) {
            case "base64" -> "base64";
            case "s3key" -> "the key of an uploaded file; examples have " + KEY;
            default -> "an address of a file; examples have " + URL;
        };
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> fixed(boolean known) {
        return known ? Optional.of("example file".getBytes(StandardCharsets.US_ASCII)) : Optional.empty();
    }

    private static Outcome<FileContent> invalid(ToolSlug tool, String where, String problem) {
        return Outcome.failed(new Failure.InvalidArguments(tool, List.of(new Violation(where, problem))));
    }

    @Override
    public ObjectNode keep(String name, String mimetype, byte[] content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("mimetype", mimetype)
                .put("size", content.length)
                .put("base64", Base64.getEncoder().encodeToString(content));
    }

    @Override
    public Outcome<UpstreamAnswer> fetch(String url) {
        return wire.fetch(url);
    }
}
