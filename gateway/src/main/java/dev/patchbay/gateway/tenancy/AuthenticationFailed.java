package dev.patchbay.gateway.tenancy;

/** Who is calling could not be found out, because something of ours failed. Rendered as 503: never an identity (R26). */
public final class AuthenticationFailed extends RuntimeException {
    AuthenticationFailed(RuntimeException cause) {
        super("who is calling could not be found out", cause);
    }
}
