package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.crypto.SealedRows;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Rows with the key {@code (tenant_id, id)} and one sealed column of that name. */
abstract class RowsById implements SealedRows {
    private final EntityManager database;
    private final String table;

    RowsById(EntityManager database, String table) {
        this.database = database;
        this.table = table;
    }

    abstract Place place(TenantId tenant, String id);

    @Override
    public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
        return !NativeSql.rows(
                        database,
                        "SELECT key_version, 0 FROM " + table + " WHERE tenant_id = ?1"
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
                        "SELECT id, sealed FROM " + table + " WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND id > ?3 ORDER BY id LIMIT ?4 FOR UPDATE SKIP LOCKED",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        most)
                .stream()
                .map(row -> new Row(List.of((String) row[0]), List.of(place(tenant, (String) row[0])), (byte[]) row[1]))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, Row row, byte[] resealed) {
        NativeSql.update(
                database,
                "UPDATE " + table + " SET sealed = ?3 WHERE tenant_id = ?1 AND id = ?2",
                tenant.value(),
                row.id().getFirst(),
                resealed);
    }

    @Override
    public long countSealedWith(TenantId tenant, int version) {
        return (long) NativeSql.rows(
                        database,
                        "SELECT count(*), 0 FROM " + table + " WHERE tenant_id = ?1 AND key_version = ?2",
                        tenant.value(),
                        version)
                .getFirst()[0];
    }
}
