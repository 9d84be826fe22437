package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All that one mode of one account holds. */
final class Environment {
    private final Mode mode;
    private final Clock clock;
    private final Tasks tasks = new Tasks();
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Map<String, Entity> batches = new LinkedHashMap<>();
    private final ArrayNode members = Json.array();
    private Instant latest = Instant.EPOCH;

    Environment(Mode mode, Clock clock) {
        this.mode = mode;
        this.clock = clock;
    }

    Mode mode() {
        return mode;
    }

    Tasks tasks() {
        return tasks;
    }

    /** By name, oldest first. */
    Map<String, Project> projects() {
        return projects;
    }

    /** By name, oldest first. */
    Map<String, Entity> batches() {
        return batches;
    }

    ArrayNode members() {
        return members;
    }

    Optional<Project> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    Optional<Entity> batch(String name) {
        return Optional.ofNullable(batches.get(name));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A moment for something new: now, or just after the newest thing, so that creation order is never in doubt. */
    Instant nextMoment() {
        Instant now = now();
        latest = now.isAfter(latest) ? now : latest.plusMillis(1);
        return latest;
    }

    /** What happens between two requests: in test mode every open task ends by itself. */
    void settle() {
        if (mode == Mode.TEST) {
            tasks.endOpenOnes(task -> TaskEnding.of(task, now()));
        }
    }
}
