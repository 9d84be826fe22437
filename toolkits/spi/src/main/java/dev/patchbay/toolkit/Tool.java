package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One callable action, as its tool file declares it.
 *
 * @param slug identity, unique over all toolkits
 * @param title name for people
 * @param description what a model reads to choose this tool
 * @param important whether the tool belongs to the toolkit's featured set
 * @param inputSchema JSON Schema 2020-12 of the arguments; always an object schema. Not to be modified
 * @param outputSchema JSON Schema 2020-12 of the shaped result; always an object schema. Not to be modified
 * @param aliases other accepted spellings of an argument, spelling to published name
 * @param request how arguments become a request
 * @param result how the answer becomes a result
 * @param failureHints advice for the caller, by HTTP status or by the service's own error code
 */
public record Tool(
        ToolSlug slug,
        ToolkitSlug toolkit,
        String title,
        String description,
        Hints hints,
        boolean important,
        ObjectNode inputSchema,
        ObjectNode outputSchema,
        Map<String, String> aliases,
        RequestTemplate request,
        ResultShape result,
        FailureHints failureHints) {

    public Tool {
        aliases = Map.copyOf(aliases);
    }
}
