package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.time.Clock;

/** Creates a timer, the step {@code create}. */
public final class CreateTimer implements Behaviour {
    private final Clock clock;

    public CreateTimer() {
        this(Clock.systemUTC());
    }

    CreateTimer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "backendless/create-timer";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var problems = new Problems();
        var timer = timer(arguments, problems);
        if (!problems.none()) {
            return problems.refuse(tool);
        }
        var sent = JsonNodeFactory.instance
                .objectNode()
                .put("mode", arguments.path("mode").asText("draft"));
        return steps.send("create", sent.set("timer", timer)).map(Timer::shown);
    }

    private ObjectNode timer(ObjectNode arguments, Problems problems) {
        TimerArguments.refuseCode(arguments, problems);
        var now = clock.millis();
        var start = arguments.path("startDate").asLong(now);
        var frequency = Frequency.wire(arguments.path("frequency"), TimerArguments.month(start), problems);
        TimerArguments.checkOnce(frequency, start, now, "startDate", problems);
        TimerArguments.checkExpire(arguments.path("expire"), start, "expire", problems);
        var timer = JsonNodeFactory.instance
                .objectNode()
                .put("timername", arguments.path("name").asText())
                .put("language", arguments.path("language").asText("JS"))
                .put("model", arguments.path("model").asText("default"))
                .put("startDate", start);
        if (arguments.hasNonNull("expire")) {
            timer.set("expire", arguments.get("expire"));
        }
        return timer.set("frequency", frequency);
    }
}
