package dev.patchbay.simulator.backendless;

import java.util.HashMap;
import java.util.Map;

/** 64-bit counters; one that was never written reads zero. */
final class Counters {
    private final Map<String, Long> values = new HashMap<>();

    long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    void set(String name, long value) {
        values.put(name, value);
    }

    boolean compareAndSet(String name, long expected, long updated) {
        boolean same = get(name) == expected;
        if (same) {
            set(name, updated);
        }
        return same;
    }
}
