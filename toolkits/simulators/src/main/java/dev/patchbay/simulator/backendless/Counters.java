package dev.patchbay.simulator.backendless;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** 64-bit counters; one that was never written reads zero. */
final class Counters {
    private final Map<String, Long> values = new TreeMap<>();

    long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    void set(String name, long value) {
        values.put(name, value);
    }

    /** Adds and answers the new value; past the last 64-bit number it starts again at the other end. */
    long add(String name, long amount) {
        return values.merge(name, amount, Long::sum);
    }

    boolean compareAndSet(String name, long expected, long updated) {
        boolean same = get(name) == expected;
        if (same) {
            set(name, updated);
        }
        return same;
    }

    /** The names of those that were written, in order. */
    Stream<String> names() {
        return values.keySet().stream();
    }
}
