package dev.patchbay.gateway.limits;

import java.time.Duration;

/**
 * How a tenant stands with the limit after a request.
 *
 * @param remaining requests that are left in this minute
 * @param exceeded whether this request was one too many
 * @param end how long the minute still lasts
 */
record Standing(int limit, int remaining, boolean exceeded, Duration end) {

    /** Whole seconds, at least one. */
    long secondsToEnd() {
        return Math.max(1, Math.ceilDiv(end.toMillis(), 1000));
    }
}
