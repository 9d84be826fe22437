package dev.patchbay.gateway.tenancy;

/** No usable credential. Rendered as 401 by the one mapper; the message is fit for the caller. */
public final class Unauthenticated extends RuntimeException {
    private final boolean tokenRefused;

    Unauthenticated(String message, boolean tokenRefused) {
        super(message, null, false, false);
        this.tokenRefused = tokenRefused;
    }

    /** Whether a credential was sent and refused, as opposed to none sent (RFC 6750 section 3.1). */
    public boolean tokenRefused() {
        return tokenRefused;
    }
}
