package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;

/** Finds a timer, the step {@code list}, and deletes it, the step {@code delete}. */
public final class DeleteTimer implements Behaviour {
    @Override
    public String name() {
        return "backendless/delete-timer";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        return Timers.find(tool, "timer_name", arguments, steps)
                .then(timer -> steps.send(
                        "delete",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("mode", timer.mode())
                                .put("id", timer.id())));
    }
}
