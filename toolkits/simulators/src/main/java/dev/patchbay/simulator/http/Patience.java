package dev.patchbay.simulator.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Waiting that a reset or a stop ends at once, so that no test waits for a simulated hang. */
final class Patience {
    private final AtomicReference<CountDownLatch> latch = new AtomicReference<>(new CountDownLatch(1));

    void await(Duration longest) {
        try {
            // Whether the time ran out or the wait was ended makes no difference to the request.
            var _ = latch.get().await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void endAllWaits() {
        latch.getAndSet(new CountDownLatch(1)).countDown();
    }
}
