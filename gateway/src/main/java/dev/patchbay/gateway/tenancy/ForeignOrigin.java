package dev.patchbay.gateway.tenancy;

/** A Host or Origin that is not ours. Rendered as 403 by the one mapper. */
public final class ForeignOrigin extends RuntimeException {
    ForeignOrigin(String message) {
        super(message, null, false, false);
    }
}
