package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The stores of one kind in a hive, by key, with what all kinds have: expiry and the time of the last operation. A store that
 * became empty is gone.
 */
final class Shelf<V> {
    private static final long SECOND = 1000;

    private record Slot<V>(V value, Optional<Long> expiresAt, long usedAt) {}

    private final Clock clock;
    private final Supplier<V> fresh;
    private final Predicate<V> isEmpty;
    private final Map<String, Slot<V>> slots = new LinkedHashMap<>();

    Shelf(Clock clock, Supplier<V> fresh, Predicate<V> isEmpty) {
        this.clock = clock;
        this.fresh = fresh;
        this.isEmpty = isEmpty;
    }

    /** What is there, for reading. */
    Optional<V> find(String key) {
        return slot(key).map(slot -> {
            slots.put(key, new Slot<>(slot.value(), slot.expiresAt(), clock.millis()));
            return slot.value();
        });
    }

    /** What is there or a new one, for changing in place. */
    V open(String key) {
        return find(key).orElseGet(() -> {
            V value = fresh.get();
            put(key, value);
            return value;
        });
    }

    /** Replaces what was there, and its expiry. */
    void put(String key, V value) {
        slots.put(key, new Slot<>(value, Optional.empty(), clock.millis()));
    }

    boolean has(String key) {
        return slot(key).isPresent();
    }

    boolean remove(String key) {
        boolean there = has(key);
        slots.remove(key);
        return there;
    }

    boolean touch(String key) {
        return find(key).isPresent();
    }

    /** False when there is nothing to rename, or the new key is taken and shall not be overwritten. */
    boolean rename(String key, String newKey, boolean overwrite) {
        var slot = slot(key);
        if (slot.isEmpty() || (has(newKey) && !overwrite)) {
            return false;
        }
        slots.remove(key);
        slots.put(newKey, slot.get());
        return true;
    }

    /** Nothing as time means that it stays. */
    void expireAt(String key, Optional<Long> millis) {
        slot(key).ifPresent(slot -> slots.put(key, new Slot<>(slot.value(), millis, clock.millis())));
    }

    /** Seconds until it expires; as Redis has it, -1 when it stays and -2 when it is not there. */
    long secondsToLive(String key) {
        return slot(key)
                .map(slot -> slot.expiresAt()
                        .map(at -> Math.ceilDiv(at - clock.millis(), SECOND))
                        .orElse(-1L))
                .orElse(-2L);
    }

    long secondsSinceUse(String key) {
        return slot(key).map(slot -> (clock.millis() - slot.usedAt()) / SECOND).orElse(0L);
    }

    Stream<String> keys() {
        return slots.keySet().stream().filter(this::has);
    }

    private Optional<Slot<V>> slot(String key) {
        return Optional.ofNullable(slots.get(key))
                .filter(slot -> slot.expiresAt().isEmpty() || slot.expiresAt().get() > clock.millis())
                .filter(slot -> !isEmpty.test(slot.value()));
    }
}
