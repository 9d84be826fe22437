package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SealedRows;
import dev.patchbay.authstore.request.RequestPlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class RequestRows implements SealedRows {
    private final EntityManager database;

    RequestRows(EntityManager database) {
        this.database = database;
    }

    @Override
    public String purpose() {
        return RequestPlace.PURPOSE;
    }

    @Override
    public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
        return !NativeSql.rows(
                        database,
                        "SELECT key_version, 0 FROM idempotency_key WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND id > ?3 LIMIT 1",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst())
                .isEmpty();
    }

    @Override
    public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
        return NativeSql.rows(
                        database,
                        "SELECT id, sealed FROM idempotency_key WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND id > ?3 ORDER BY id LIMIT ?4 FOR UPDATE SKIP LOCKED",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        most)
                .stream()
                .map(row -> row(tenant, (String) row[0], (byte[]) row[1]))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, Row row, byte[] resealed) {
        NativeSql.update(
                database,
                "UPDATE idempotency_key SET sealed = ?3 WHERE tenant_id = ?1 AND id = ?2",
                tenant.value(),
                row.id().getFirst(),
                resealed);
    }

    @Override
    public long countSealedWith(TenantId tenant, int version) {
        return (long) NativeSql.rows(
                        database,
                        "SELECT count(*), 0 FROM idempotency_key WHERE tenant_id = ?1 AND key_version = ?2",
                        tenant.value(),
                        version)
                .getFirst()[0];
    }

    private static Row row(TenantId tenant, String id, byte[] envelope) {
        return new Row(List.of(id), List.of(RequestPlace.of(tenant, id)), envelope);
    }
}
