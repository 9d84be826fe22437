package dev.patchbay.authstore.request;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Where requests are kept, sealed. Called inside a transaction of the tenant, {@link #deleteExpired} in one without. */
public interface RequestTable {

    /** Writes the row, unless there is one that has not expired; waits for whoever is writing it. */
    boolean add(TenantId tenant, RequestKey key, byte[] sealed, Instant at, Instant expiresAt);

    Optional<Row> find(TenantId tenant, RequestKey key);

    void replace(TenantId tenant, RequestKey key, byte[] sealed);

    void delete(TenantId tenant, RequestKey key);

    /** Of those that have not expired, counted up to the limit and no further. */
    int count(TenantId tenant, Instant at, int limit);

    /** Of every tenant. */
    int deleteExpired();

    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    record Row(byte[] sealed, Instant startedAt) {}
}
