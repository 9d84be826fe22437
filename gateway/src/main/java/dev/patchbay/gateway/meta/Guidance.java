package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.call.ToolScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an agent does next, after a search. */
final class Guidance {
    private Guidance() {}

    static List<String> of(ToolScope scope, List<ConnectionState> connections, ToolCards cards) {
        var steps = new ArrayList<String>();
        if (cards.isEmpty()) {
            return List.of("Nothing was found; search again in other words.");
        }
        var missing =
                connections.stream().filter(state -> state.active().isEmpty()).collect(Collectors.toList());
        missing.forEach(state -> steps.add(state.toolkit().title() + ": " + ConnectionAdvice.of(scope, state)));
        if (MetaTool.MULTI_EXECUTE_TOOL.refusal(scope.router()).isEmpty()) {
            steps.add("Run tools with " + MetaTool.MULTI_EXECUTE_TOOL.slug()
                    + "; calls that need each other's results go into separate runs.");
        }
        steps.add("Before a tool that is only referenced, read its schema with " + MetaTool.GET_TOOL_SCHEMAS.slug()
                + ".");
        return steps;
    }
}
