package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param rules what else must hold of the arguments
 * @param plan how arguments become requests
 * @param result how the answer becomes a result
 * @param refusal how an answer of success still says no, where it does
 * @param paging how to get at the next page, for a tool that lists
 * @param retry what makes a create safe to repeat, where something does
 * @param sensitive members of the result that are secrets of their own
 * @param effect what a success changes in the connected account
 * @param failureHints advice for the caller, by HTTP status or by the service's own error code
 * @param prerequisites what to have before a call, and where from
 * @param pitfalls known traps, as short sentences for a model
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
        List<ArgumentRule> rules,
        Plan plan,
        ResultShape result,
        Optional<RefusalSign> refusal,
        Optional<Paging> paging,
        Optional<KeyedRetry> retry,
        List<String> sensitive,
        Optional<AccountEffect> effect,
        FailureHints failureHints,
        List<Prerequisite> prerequisites,
        List<String> pitfalls) {

    public Tool {
        aliases = Map.copyOf(aliases);
        rules = List.copyOf(rules);
        sensitive = List.copyOf(sensitive);
        prerequisites = List.copyOf(prerequisites);
        pitfalls = List.copyOf(pitfalls);
    }
}
