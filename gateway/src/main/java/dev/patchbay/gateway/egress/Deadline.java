package dev.patchbay.gateway.egress;

import java.time.Duration;

/** A moment on the monotonic clock by which something must have ended. */
record Deadline(long atNanos) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time left for a step that may take {@code longest} by itself; never negative. */
    long nanosFor(Duration longest) {
        return Math.min(longest.toNanos(), nanosLeft());
    }

    /** Never negative. */
    long nanosLeft() {
        return Math.max(0, atNanos - System.nanoTime());
    }
}
