package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SealedRows;
import dev.patchbay.authstore.file.ChunkPlace;
import dev.patchbay.authstore.file.FileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class StoredFileChunkRows implements SealedRows {
    private final EntityManager database;

    StoredFileChunkRows(EntityManager database) {
        this.database = database;
    }

    @Override
    public String purpose() {
        return ChunkPlace.PURPOSE;
    }

    @Override
    public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
        return !NativeSql.rows(
                        database,
                        "SELECT key_version, 0 FROM stored_file_chunk WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND (file_id, number) > (?3, ?4) LIMIT 1",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        after.isEmpty() ? -1 : Integer.parseInt(after.getLast()))
                .isEmpty();
    }

    @Override
    public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
        return NativeSql.rows(
                        database,
                        "SELECT file_id, number, sealed FROM stored_file_chunk WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND (file_id, number) > (?3, ?4)"
                                + " ORDER BY file_id, number LIMIT ?5 FOR UPDATE SKIP LOCKED",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        after.isEmpty() ? -1 : Integer.parseInt(after.getLast()),
                        most)
                .stream()
                .map(row -> row(tenant, (String) row[0], (int) row[1], (byte[]) row[2]))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, Row row, byte[] resealed) {
        NativeSql.update(
                database,
                "UPDATE stored_file_chunk SET sealed = ?4 WHERE tenant_id = ?1 AND file_id = ?2 AND number = ?3",
                tenant.value(),
                row.id().getFirst(),
                Integer.parseInt(row.id().getLast()),
                resealed);
    }

    @Override
    public long countSealedWith(TenantId tenant, int version) {
        return (long) NativeSql.rows(
                        database,
                        "SELECT count(*), 0 FROM stored_file_chunk WHERE tenant_id = ?1 AND key_version = ?2",
                        tenant.value(),
                        version)
                .getFirst()[0];
    }

    private static Row row(TenantId tenant, String file, int number, byte[] envelope) {
        var id = new FileId(file);
        // Of a file that still arrives it is not known which chunk is the last.
        var places = List.of(ChunkPlace.of(tenant, id, number, false), ChunkPlace.of(tenant, id, number, true));
        return new Row(List.of(file, String.valueOf(number)), places, envelope);
    }
}
