package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.exchange.RedeemedTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;

@ApplicationScoped
class RedeemedRepository implements RedeemedTable {
    private final EntityManager database;

    RedeemedRepository(EntityManager database) {
        this.database = database;
    }

    @Override
    public boolean add(TenantId tenant, String id, Instant expiresAt) {
        return NativeSql.update(
                        database,
                        "INSERT INTO redeemed_state (tenant_id, id, expires_at) VALUES (?1, ?2, ?3)"
                                + " ON CONFLICT (tenant_id, id) DO NOTHING",
                        tenant.value(),
                        id,
                        expiresAt)
                > 0;
    }

    /** As in {@link AnswerRepository#deleteExpired}. */
    @Override
    public int deleteExpired() {
        return NativeSql.update(database, "DELETE FROM redeemed_state");
    }
}
