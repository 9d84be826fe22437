package dev.patchbay.gateway.audit;

/** The intent of a call could not be recorded in time, so the call does not happen. Rendered as 503. */
public final class AuditUnavailable extends RuntimeException {
    AuditUnavailable(Throwable cause) {
        super("the call could not be recorded, so it was not made", cause);
    }
}
