package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that one mode of one account holds. */
final class Environment {
    private final Mode mode;
    private final int number;
    private final Surroundings around;
    private final Tasks tasks = new Tasks();
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Map<String, Entity> batches = new LinkedHashMap<>();
    private final Files files = new Files();
    private final Studio studio = new Studio();
    private final Quality quality = new Quality();
    private final ArrayNode members = Json.array();
    private final Set<String> disabledTypes = new LinkedHashSet<>();
    private final Set<String> batchesToCheck = new LinkedHashSet<>();
    private Instant latest = Instant.EPOCH;

    /** @param number tells the environments of a simulator apart; it becomes part of the ids */
    Environment(Mode mode, int number, Surroundings around) {
        this.mode = mode;
        this.number = number;
        this.around = around;
    }

    Mode mode() {
        return mode;
    }

    boolean on(Switch which) {
        return around.switches().on(which);
    }

    Callbacks callbacks() {
        return around.callbacks();
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

    Files files() {
        return files;
    }

    Studio studio() {
        return studio;
    }

    Quality quality() {
        return quality;
    }

    ArrayNode members() {
        return members;
    }

    /** The task types that the account has not bought. */
    Set<String> disabledTypes() {
        return disabledTypes;
    }

    Optional<Project> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    Optional<Entity> batch(String name) {
        return Optional.ofNullable(batches.get(name));
    }

    Optional<ObjectNode> member(String email) {
        for (var member : members) {
            if (member instanceof ObjectNode found
                    && found.path("email").asText().equals(email)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    Instant now() {
        return around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A moment for something new: now, or just after the newest thing, so that creation order is never in doubt. */
    Instant nextMoment() {
        Instant now = now();
        latest = now.isAfter(latest) ? now : latest.plusMillis(1);
        return latest;
    }

    /** 24 hexadecimal characters, growing within the environment, different from those of every other one. */
    String newId(Instant moment) {
        return String.format("%08x%04x%012x", moment.getEpochSecond(), number & 0xffff, moment.toEpochMilli());
    }

    /** What happens between two requests: in test mode every open task ends by itself; batches complete. */
    void settle() {
        if (mode == Mode.TEST) {
            tasks.open().forEach(task -> TaskLife.ended(this, TaskEnding.of(task, now())));
        }
        if (!batchesToCheck.isEmpty()) {
            batchesToCheck.forEach(name -> BatchLife.completeIfDone(this, name));
            batchesToCheck.clear();
        }
    }

    /** At the next settling it is seen whether all of the batch's tasks are done. */
    void checkLater(String batch) {
        batchesToCheck.add(batch);
    }
}
