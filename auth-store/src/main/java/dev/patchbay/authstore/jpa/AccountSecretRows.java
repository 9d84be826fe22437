package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.CredentialPlace;
import dev.patchbay.authstore.crypto.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class AccountSecretRows implements SealedRows {
    private final EntityManager database;

    AccountSecretRows(EntityManager database) {
        this.database = database;
    }

    @Override
    public String purpose() {
        return CredentialPlace.PURPOSE;
    }

    @Override
    public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
        return !NativeSql.rows(
                        database,
                        "SELECT key_version, 0 FROM account_secret WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND (account_id, field) > (?3, ?4) LIMIT 1",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        after.isEmpty() ? "" : after.getLast())
                .isEmpty();
    }

    @Override
    public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
        return NativeSql.rows(
                        database,
                        "SELECT account_id, field, ciphertext FROM account_secret WHERE tenant_id = ?1"
                                + " AND key_version <> ?2 AND (account_id, field) > (?3, ?4)"
                                + " ORDER BY account_id, field LIMIT ?5 FOR UPDATE SKIP LOCKED",
                        tenant.value(),
                        version,
                        after.isEmpty() ? "" : after.getFirst(),
                        after.isEmpty() ? "" : after.getLast(),
                        most)
                .stream()
                .map(row -> row(tenant, (String) row[0], (String) row[1], (byte[]) row[2]))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, Row row, byte[] resealed) {
        NativeSql.update(
                database,
                "UPDATE account_secret SET ciphertext = ?4 WHERE tenant_id = ?1 AND account_id = ?2 AND field = ?3",
                tenant.value(),
                row.id().getFirst(),
                row.id().getLast(),
                resealed);
    }

    @Override
    public long countSealedWith(TenantId tenant, int version) {
        return (long) NativeSql.rows(
                        database,
                        "SELECT count(*), 0 FROM account_secret WHERE tenant_id = ?1 AND key_version = ?2",
                        tenant.value(),
                        version)
                .getFirst()[0];
    }

    private static Row row(TenantId tenant, String account, String field, byte[] envelope) {
        var place = CredentialPlace.of(tenant, new AccountId(account), field);
        return new Row(List.of(account, field), List.of(place), envelope);
    }
}
