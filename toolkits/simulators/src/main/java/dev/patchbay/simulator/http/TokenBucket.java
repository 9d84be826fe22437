package dev.patchbay.simulator.http;

import java.time.Duration;
import java.time.Instant;

/** How many requests may still come; fills evenly with the simulator's time. */
final class TokenBucket {
    private final Fault.Rate rate;
    private double tokens;
    private Instant filled;

    TokenBucket(Fault.Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.limit();
        this.filled = now;
    }

    /** Takes one, if there is one. */
    boolean take(Instant now) {
        double gained = (double) Duration.between(filled, now).toMillis() * rate.limit() / millis();
        tokens = Math.min(rate.limit(), tokens + Math.max(0, gained));
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Whole seconds until the next request is let through, at least one. */
    long secondsToWait() {
        return Math.max(1, (long) Math.ceil((1 - tokens) * millis() / rate.limit() / 1000));
    }

    private long millis() {
        return rate.per().toMillis();
    }
}
