package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where API keys are kept: their keyed hash and what may be shown. */
public interface ApiKeyTable {

    /** Called inside a transaction of the tenant. */
    void add(TenantId tenant, Row row);

    /** Newest first, revoked and expired ones too; called inside a transaction of the tenant. */
    List<Shown> all(TenantId tenant);

    /** Marks it revoked, unless it was before; called inside a transaction of the tenant. */
    boolean revoke(TenantId tenant, String id, Instant at);

    /** Called inside a transaction that carries this hash. */
    Optional<Found> byHash(byte[] hash);

    /** A new row; {@code prefix} and {@code lastFour} are what lists may show. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier to the table; nobody compares it
    record Row(
            String id, String name, byte[] hash, String prefix, String lastFour, Instant createdAt, KeyLimits limits) {}

    /** What lists may show of a key. */
    record Shown(
            String id,
            String name,
            String prefix,
            String lastFour,
            Instant createdAt,
            KeyLimits limits,
            Optional<Instant> revokedAt) {}

    /** What a hash leads to. */
    record Found(ApiKeyIdentity identity, KeyLimits limits, Optional<Instant> revokedAt) {

        boolean isValidAt(Instant now) {
            return revokedAt.isEmpty() && limits.admits(now);
        }
    }
}
