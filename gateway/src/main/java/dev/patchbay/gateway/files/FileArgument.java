package dev.patchbay.gateway.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file argument, read: which one source it names, and how the file shall be called. A member that is absent, null or an
 * empty text says nothing; SDKs send empty texts for "no file" (contract 13).
 */
record FileArgument(Optional<String> name, Optional<String> mimetype, Source source, String text) {

    /** Where the content comes from. */
    enum Source {
        KEY("s3key"),
        BASE64("base64"),
        URL("url");

        private final String member;

        Source(String member) {
            this.member = member;
        }

        String at(String where) {
            return where + "." + member;
        }
    }

    static Outcome<FileArgument> read(ToolSlug tool, String where, ObjectNode argument) {
        var violations = new ArrayList<Violation>();
        var name = text(where, argument, "name", violations).map(FileNames::clean);
        var given = text(where, argument, "mimetype", violations);
        var mimetype = given.flatMap(Mimetypes::of);
        if (given.isPresent() && mimetype.isEmpty()) {
            violations.add(new Violation(where + ".mimetype", "must be like image/png"));
        }
        var sources = Arrays.stream(Source.values())
                .filter(source ->
                        text(where, argument, source.member, violations).isPresent())
                .toList();
        if (sources.size() != 1 && violations.isEmpty()) {
            violations.add(new Violation(where, "must have exactly one of " + members() + "; it has " + has(sources)));
        }
        if (!violations.isEmpty()) {
            return Outcome.failed(new Failure.InvalidArguments(tool, violations));
        }
        var source = sources.getFirst();
        return Outcome.ok(new FileArgument(
                name, mimetype, source, argument.path(source.member).asText()));
    }

    private static Optional<String> text(String where, ObjectNode argument, String member, List<Violation> violations) {
        JsonNode value = argument.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            violations.add(new Violation(where + "." + member, "must be a text"));
            return Optional.empty();
        }
        return Optional.of(value.textValue()).filter(text -> !text.isBlank());
    }

    private static String members() {
        return "s3key (the key of an uploaded file), base64 (the content of a small file) and url (a public https address)";
    }

    private static String has(List<Source> sources) {
        return sources.isEmpty()
                ? "none"
                : sources.stream().map(source -> source.member).collect(Collectors.joining(" and "));
    }
}
