package dev.patchbay.gateway.limits;

/** The tenant has used up this minute. Rendered as 429 by the one mapper; the message is fit for the caller. */
public final class TooManyRequests extends RuntimeException {
    private final long seconds;

    TooManyRequests(Standing standing) {
        // The contract's words (section 3.4).
        super("Rate limit exceeded. Limit: " + standing.limit() + " requests per 1 minutes", null, false, false);
        this.seconds = standing.secondsToEnd();
    }

    /** Until the next window. */
    public long seconds() {
        return seconds;
    }
}
