package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.time.Clock;
import java.util.List;

/**
 * Finds a timer, the step {@code list}, and writes it back with what changes, the step {@code update}. The console takes the
 * whole object only, so another change between the two is lost.
 */
public final class UpdateTimer implements Behaviour {
    private static final List<String> CHANGES = List.of("frequency", "startDate", "expire", "code");

    private final Clock clock;

    public UpdateTimer() {
        this(Clock.systemUTC());
    }

    UpdateTimer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "backendless/update-timer";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var problems = new Problems();
        if (CHANGES.stream().noneMatch(arguments::has)) {
            problems.add("", "Nothing to change was given. Give at least one of frequency, startDate and expire.");
        }
        TimerArguments.refuseCode(arguments, problems);
        if (arguments.hasNonNull("frequency")) {
            // Only for its problems: before anything is sent, the month of the start is not known yet.
            Frequency.wire(arguments.get("frequency"), 1, problems);
        }
        return problems.none()
                ? Timers.find(tool, "name", arguments, steps).then(timer -> update(tool, timer, arguments, steps))
                : problems.refuse(tool);
    }

    private Outcome<JsonNode> update(ToolSlug tool, Timer timer, ObjectNode arguments, Steps steps) {
        var problems = new Problems();
        var changed = changed(timer.raw(), arguments, problems);
        if (!problems.none()) {
            return problems.refuse(tool);
        }
        var sent =
                JsonNodeFactory.instance.objectNode().put("mode", timer.mode()).put("id", timer.id());
        return steps.send("update", sent.set("timer", changed)).map(Timer::shown);
    }

    private ObjectNode changed(ObjectNode present, ObjectNode arguments, Problems problems) {
        var now = clock.millis();
        var changed = present.deepCopy();
        if (arguments.hasNonNull("startDate")) {
            changed.set("startDate", arguments.get("startDate"));
        }
        if (arguments.has("expire")) {
            // Null included: it is how an expiry is taken away.
            changed.set("expire", arguments.get("expire"));
        }
        var start = changed.path("startDate").asLong(now);
        if (arguments.hasNonNull("frequency")) {
            changed.set("frequency", Frequency.wire(arguments.get("frequency"), TimerArguments.month(start), problems));
        }
        var moved = arguments.hasNonNull("startDate");
        if (moved || arguments.hasNonNull("frequency")) {
            var blamed = moved ? "startDate" : "frequency";
            TimerArguments.checkOnce(changed.path("frequency"), start, now, blamed, problems);
        }
        if (moved || arguments.hasNonNull("expire")) {
            var blamed = arguments.hasNonNull("expire") ? "expire" : "startDate";
            TimerArguments.checkExpire(changed.path("expire"), start, blamed, problems);
        }
        return changed;
    }
}
