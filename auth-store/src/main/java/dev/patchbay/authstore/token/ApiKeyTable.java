package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Where API keys are kept: their keyed hash and what may be shown. */
public interface ApiKeyTable {

    /** Called inside a transaction of the tenant. */
    void add(TenantId tenant, Row row);

    /** Marks it revoked, unless it was before; called inside a transaction of the tenant. */
    boolean revoke(TenantId tenant, String id, Instant at);

    /** Called inside a transaction that carries this hash. */
    Optional<Found> byHash(byte[] hash);

    /** A new row; {@code prefix} and {@code lastFour} are what lists may show. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier to the table; nobody compares it
    record Row(
            String id,
            String name,
            byte[] hash,
            String prefix,
            String lastFour,
            Instant createdAt,
            Optional<Instant> expiresAt) {}

    /** What a hash leads to. */
    record Found(ApiKeyIdentity identity, Optional<Instant> expiresAt, Optional<Instant> revokedAt) {

        boolean isValidAt(Instant now) {
            return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
        }
    }
}
