package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;

/**
 * Denies a permission for one row, the step {@code row}, or for a whole table, the step {@code table}. Of a user and a role
 * the user counts, as the service documents; the role is then not sent.
 */
public final class DenyPermission implements Behaviour {
    @Override
    public String name() {
        return "backendless/deny-permission";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var sent = arguments.deepCopy();
        if (sent.hasNonNull("user")) {
            sent.remove("role");
        }
        return steps.send(sent.hasNonNull("object_id") ? "row" : "table", sent);
    }
}
