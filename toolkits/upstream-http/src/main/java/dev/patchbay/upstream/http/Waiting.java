package dev.patchbay.upstream.http;

import java.time.Duration;

/** Passes the time between two attempts. */
@FunctionalInterface
public interface Waiting {

    /** @throws InterruptedException if the call is cancelled meanwhile */
    void sleep(Duration time) throws InterruptedException;

    /** As {@link System#nanoTime}. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
