package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;

/** Which carried states had their effect. Called inside a transaction of the tenant, {@link #deleteExpired} in one without. */
public interface RedeemedTable {

    /** False when it is there; waits for whoever is writing it. */
    boolean add(TenantId tenant, String id, Instant expiresAt);

    /** Of every tenant. */
    int deleteExpired();
}
