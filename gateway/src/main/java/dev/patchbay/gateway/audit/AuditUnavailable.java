package dev.patchbay.gateway.audit;

/** An act could not be recorded in time, so it was not done: what it had changed is rolled back. Rendered as 503. */
public final class AuditUnavailable extends RuntimeException {
    AuditUnavailable(Throwable cause) {
        super("the act could not be recorded, so it was not done", cause);
    }
}
