package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.Optional;

/**
 * One worked example of a tool (docs/guides/tool-files.md): what a caller gives, what is sent, what the service answers and
 * what the caller gets.
 *
 * @param sends what is sent, or empty if nothing may be sent
 * @param answer present exactly when something is sent
 */
public record Example(
        Tool tool,
        String it,
        JsonNode with,
        Optional<Sends> sends,
        Optional<UpstreamAnswer> answer,
        Ending ending,
        Located file,
        JsonPointer at) {

    /** A problem with one member of the example; an absent member is at the example's own line. */
    Problem problem(String member, String message) {
        return file.problem(at.appendProperty(member), it + ": " + message);
    }

    /** The tool and the example's sentence. */
    @Override
    public String toString() {
        return tool.slug() + " " + it;
    }
}
