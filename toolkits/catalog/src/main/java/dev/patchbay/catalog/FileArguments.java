package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.PartKind;
import java.util.List;

/** File arguments: what their schema says, and the mark by which SDKs of the wire contract know them. */
final class FileArguments {
    private static final List<String> MEMBERS = List.of("name", "mimetype", "s3key", "base64", "url");
    private static final String MARK = "file_uploadable";

    private FileArguments() {}

    /** The schema lets a caller say all that a file argument can be, and nothing else. */
    static void check(Use use, Arguments arguments) {
        var name = arguments.named(use.entry(), "object");
        var schema = arguments.schema(name);
        var members = schema.path("properties");
        for (var member : MEMBERS) {
            if (!members.has(member)) {
                arguments
                        .place(name)
                        .refuse("`" + Excerpt.of(name) + "` is a file, so it is an object with the members "
                                + String.join(", ", MEMBERS) + "; `" + member + "` is missing");
            }
        }
        members.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                arguments
                        .place(name)
                        .member("properties")
                        .member(member)
                        .refuse("a file has no member `" + Excerpt.of(member) + "`"
                                + Nearest.question(member, MEMBERS));
            }
        });
        for (var required : schema.path("required")) {
            arguments
                    .place(name)
                    .member("required")
                    .refuse("a file is named in several ways, so `" + Excerpt.of(required.asText())
                            + "` cannot be required");
        }
    }

    /** A copy in which the file arguments of these bodies are marked. */
    static ObjectNode marked(ObjectNode input, List<BodyTemplate> bodies) {
        var marked = input.deepCopy();
        for (var body : bodies) {
            if (body instanceof BodyTemplate.Multipart multipart) {
                multipart.parts().stream()
                        .filter(part -> part.kind() == PartKind.FILE)
                        .forEach(part -> {
                            if (marked.path("properties").path(part.argument()) instanceof ObjectNode schema) {
                                schema.put(MARK, true);
                            }
                        });
            }
        }
        return marked;
    }
}
