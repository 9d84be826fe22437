package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.request.RequestKey;
import dev.patchbay.authstore.request.RequestTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class RequestRepository implements RequestTable {
    private final EntityManager database;

    RequestRepository(EntityManager database) {
        this.database = database;
    }

    @Override
    public boolean add(TenantId tenant, RequestKey key, byte[] sealed, Instant at, Instant expiresAt) {
        return NativeSql.update(
                        database,
                        "INSERT INTO idempotency_key AS present (tenant_id, id, sealed, started_at, expires_at)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (tenant_id, id) DO UPDATE SET"
                                + " sealed = excluded.sealed, started_at = excluded.started_at,"
                                + " expires_at = excluded.expires_at WHERE present.expires_at <= excluded.started_at",
                        tenant.value(),
                        key.id(),
                        sealed,
                        at,
                        expiresAt)
                > 0;
    }

    @Override
    public Optional<Row> find(TenantId tenant, RequestKey key) {
        return NativeSql.rows(
                        database,
                        "SELECT sealed, started_at FROM idempotency_key WHERE tenant_id = ?1 AND id = ?2",
                        tenant.value(),
                        key.id())
                .stream()
                .map(row -> new Row((byte[]) row[0], (Instant) row[1]))
                .findFirst();
    }

    @Override
    public void replace(TenantId tenant, RequestKey key, byte[] sealed) {
        NativeSql.update(
                database,
                "UPDATE idempotency_key SET sealed = ?3 WHERE tenant_id = ?1 AND id = ?2",
                tenant.value(),
                key.id(),
                sealed);
    }

    @Override
    public void delete(TenantId tenant, RequestKey key) {
        NativeSql.update(
                database, "DELETE FROM idempotency_key WHERE tenant_id = ?1 AND id = ?2", tenant.value(), key.id());
    }

    @Override
    public int count(TenantId tenant, Instant at, int limit) {
        var counted = NativeSql.rows(
                database,
                "SELECT count(*), 0 FROM (SELECT 1 FROM idempotency_key WHERE tenant_id = ?1 AND expires_at > ?2"
                        + " LIMIT ?3) AS kept",
                tenant.value(),
                at,
                limit);
        return Math.toIntExact((long) counted.getFirst()[0]);
    }

    /** Without a condition, because one would need rows that can be seen; the policy says which rows go. */
    @Override
    public int deleteExpired() {
        return NativeSql.update(database, "DELETE FROM idempotency_key");
    }
}
