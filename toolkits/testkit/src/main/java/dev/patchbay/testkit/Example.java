package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.List;

/**
 * One worked example of a tool (docs/guides/tool-files.md): what a caller gives, what is sent, what the service answers and
 * what the caller gets.
 *
 * @param sends what is sent, in order; empty if nothing may be sent
 * @param answers one for each
 */
public record Example(
        Tool tool,
        String it,
        JsonNode with,
        List<Sends> sends,
        List<Outcome<UpstreamAnswer>> answers,
        Ending ending,
        Located file,
        JsonPointer at) {

    public Example {
        sends = List.copyOf(sends);
        answers = List.copyOf(answers);
    }

    /** A problem with one item of a member that may be a list. */
    Problem problem(String member, int item, String message) {
        return file.problem(at.appendProperty(member).appendIndex(item), it + ": " + message);
    }

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
