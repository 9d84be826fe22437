package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour.Steps;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds a timer by its name. The console has no way to ask for one, so the step {@code list} reads all. */
final class Timers {
    private static final int MAX_LISTED = 20;
    private static final int MAX_NAME = 64;

    private Timers() {}

    /** @param named the argument that holds the name; {@code mode} narrows the search where it is given */
    static Outcome<Timer> find(ToolSlug tool, String named, ObjectNode arguments, Steps steps) {
        var name = arguments.path(named).asText();
        var mode = Optional.of(arguments.path("mode").asText()).filter(given -> !given.isEmpty());
        return steps.send("list", JsonNodeFactory.instance.objectNode())
                .then(Timers::read)
                .then(timers -> {
                    var found = timers.stream()
                            .filter(timer -> timer.name().equals(name))
                            .filter(timer -> mode.isEmpty() || mode.get().equals(timer.mode()))
                            .toList();
                    return switch (found.size()) {
                        case 0 -> Outcome.failed(notFound(timers, mode));
                        case 1 -> Outcome.ok(found.getFirst());
                        default -> ambiguous(tool, named, found);
                    };
                });
    }

    private static Outcome<List<Timer>> read(JsonNode answer) {
        return answer.isArray()
                ? Outcome.ok(answer.valueStream()
                        .map(Timer::of)
                        .flatMap(Optional::stream)
                        .toList())
                : Outcome.failed(new Failure.UpstreamUnavailable("The console's list of timers was no list.", true));
    }

    /** As the service would say it, had it the question: a status, a text and what to do. */
    private static Failure notFound(List<Timer> timers, Optional<String> mode) {
        var advice = timers.isEmpty()
                ? "The app has no timers."
                : "The app's timers are: "
                        + timers.stream().limit(MAX_LISTED).map(Timers::line).collect(Collectors.joining(", "))
                        + (timers.size() > MAX_LISTED ? " and " + (timers.size() - MAX_LISTED) + " more." : ".");
        var detail = "No timer has this name"
                + mode.map(each -> " in the mode " + each).orElse("") + ".";
        return new Failure.UpstreamRefused(404, Optional.empty(), detail, Optional.of(advice), Optional.empty());
    }

    /** A name is data from outside: bounded, and on one line. */
    private static String line(Timer timer) {
        var name = timer.name().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        return name.substring(0, Math.min(name.length(), MAX_NAME)) + " (" + timer.mode() + ")";
    }

    private static Outcome<Timer> ambiguous(ToolSlug tool, String named, List<Timer> found) {
        var modes = found.stream().map(Timer::mode).distinct().toList();
        var problems = new Problems();
        if (modes.size() > 1) {
            problems.add(
                    "mode",
                    "must say which timer is meant. One of this name exists in: " + String.join(", ", modes) + ".");
        } else {
            problems.add(named, "does not say which timer is meant: " + found.size() + " have this name in one mode.");
        }
        return problems.refuse(tool);
    }
}
