package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;

/**
 * Ends a session, the step {@code logout}. A session that is over already counts as ended: were it a failure, the account
 * would keep a dead token, and every later call with it would fail.
 */
public final class LogOut implements Behaviour {
    private static final String UNKNOWN_TOKEN = "3064";

    @Override
    public String name() {
        return "backendless/log-out";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var result = JsonNodeFactory.instance.objectNode();
        return switch (steps.send("logout", arguments)) {
            case Outcome.Ok<JsonNode> _ -> Outcome.ok(result);
            case Outcome.Failed<JsonNode>(UpstreamRefused refused)
            when refused.code().filter(UNKNOWN_TOKEN::equals).isPresent() ->
                Outcome.ok(result.put("already_logged_out", true));
            case Outcome.Failed<JsonNode> failed -> failed;
        };
    }
}
