package dev.patchbay.gateway.results;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets only so many work at once; others wait a while and then fail. An answer is many times larger once it is read. */
final class Room {
    private final Semaphore places;
    private final Duration wait;

    Room(int places, Duration wait) {
        this.places = new Semaphore(places, true);
        this.wait = wait;
    }

    /** @return what the work gave, or {@link Failure.UpstreamUnavailable}, without it, when there was no room in time */
    <T> Outcome<T> during(Supplier<Outcome<T>> work) {
        if (!entered()) {
            return Outcome.failed(new Failure.UpstreamUnavailable(
                    "Too many kept results are being read at once; try again in a few seconds.", false));
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
