package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;

/** Reads one timer out of the list of all, the step {@code list}. */
public final class GetTimer implements Behaviour {
    @Override
    public String name() {
        return "backendless/get-timer";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        return Timers.find(tool, "name", arguments, steps).map(timer -> Timer.shown(timer.raw()));
    }
}
