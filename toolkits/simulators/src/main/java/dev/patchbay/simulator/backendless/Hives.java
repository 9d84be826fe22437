package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hives of an application, by name. */
final class Hives {
    private final Clock clock;
    private final Options options;
    private final Map<String, Hive> byName = new LinkedHashMap<>();

    Hives(Clock clock, Options options) {
        this.clock = clock;
        this.options = options;
    }

    Hive create(String name) {
        if (byName.containsKey(name)) {
            throw Refusal.of(Codes.HIVE_EXISTS, "Hive " + name + " already exists");
        }
        var hive = Hive.empty(clock);
        byName.put(name, hive);
        return hive;
    }

    /** Where unknown hives are to read as empty, what is written to one is lost. */
    Hive hive(String name) {
        return Optional.ofNullable(byName.get(name)).orElseGet(() -> {
            if (options.is(Option.UNKNOWN_HIVE, "empty")) {
                return Hive.empty(clock);
            }
            throw Refusal.of(Codes.HIVE_NOT_FOUND, "Hive " + name + " does not exist");
        });
    }

    void remove(String name) {
        if (byName.remove(name) == null) {
            throw Refusal.of(Codes.HIVE_NOT_FOUND, "Hive " + name + " does not exist");
        }
    }

    void rename(String name, String newName) {
        if (byName.containsKey(newName)) {
            throw Refusal.of(Codes.HIVE_EXISTS, "Hive " + newName + " already exists");
        }
        Hive hive = byName.remove(name);
        if (hive == null) {
            throw Refusal.of(Codes.HIVE_NOT_FOUND, "Hive " + name + " does not exist");
        }
        byName.put(newName, hive);
    }

    Set<String> names() {
        return byName.keySet();
    }
}
