package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.util.Arrays;
import java.util.List;

/**
 * Copies or moves, the step {@code transfer}. In the body the service wants paths that begin with one slash, where its
 * addresses do without; callers may write either.
 */
public final class TransferFile implements Behaviour {
    private static final List<String> PATHS = List.of("source_path", "target_path");

    @Override
    public String name() {
        return "backendless/transfer-file";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var problems = new Problems();
        var sent = arguments.deepCopy();
        for (var argument : PATHS) {
            var path = "/" + arguments.path(argument).asText().replaceFirst("^/+", "");
            // In a body as in an address: the service, or what stands before it, might resolve them into another path.
            if (Arrays.stream(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
                problems.add(argument, "must not have a part that is \".\" or \"..\".");
            }
            sent.put(argument, path);
        }
        return problems.none() ? steps.send("transfer", sent) : problems.refuse(tool);
    }
}
