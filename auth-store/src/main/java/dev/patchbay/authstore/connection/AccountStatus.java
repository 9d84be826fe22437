package dev.patchbay.authstore.connection;

/** Where a connected account stands; the names are those of the wire contract. Only an ACTIVE account is used for calls. */
public enum AccountStatus {
    /** The record is being made. */
    INITIALIZING,
    /** Waiting for the user to finish. */
    INITIATED,
    ACTIVE,
    /** Switched off by the tenant. */
    INACTIVE,
    /** The credential was refused. */
    FAILED,
    /** Not finished in time, or no longer renewable. */
    EXPIRED,
    REVOKED
}
