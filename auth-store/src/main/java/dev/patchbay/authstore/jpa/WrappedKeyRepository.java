package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.KeySlot;
import dev.patchbay.authstore.crypto.WrappedKey;
import dev.patchbay.authstore.crypto.WrappedKeyTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class WrappedKeyRepository implements WrappedKeyTable {
    private static final String COLUMNS = "SELECT purpose, version, kek_id, wrapped FROM ";
    /** Nobody waits: holding a key to seal with it does not conflict, and whoever changes one is left alone. */
    private static final String LOCKED = " LIMIT ?2 FOR NO KEY UPDATE SKIP LOCKED";
    /** An id has no comma, see the form of a key file. */
    private static final String UNDER = "kek_id = ANY (string_to_array(?1, ','))";

    private final EntityManager database;

    WrappedKeyRepository(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Stored> installationKeys() {
        return ofInstallation(COLUMNS + "system_key ORDER BY purpose, version");
    }

    @Override
    public List<Needed> neededByTenants() {
        return NativeSql.rows(
                        database, "SELECT kek_id, keys, tenant_id, purpose, version, wrapped FROM data_keys_by_kek()")
                .stream()
                .map(row -> new Needed(
                        (String) row[0],
                        (long) row[1],
                        stored(
                                (String) row[3],
                                (int) row[4],
                                KeySlot.ofTenant(new TenantId((String) row[2]), (String) row[3], (int) row[4]),
                                new WrappedKey((String) row[0], (byte[]) row[5]))))
                .toList();
    }

    @Override
    public List<Stored> installationKeysUnder(List<String> kekIds, int most) {
        return ofInstallation(
                COLUMNS + "system_key WHERE " + UNDER + " ORDER BY purpose, version" + LOCKED, list(kekIds), most);
    }

    @Override
    public List<Stored> tenantKeysUnder(TenantId tenant, List<String> kekIds, int most) {
        return NativeSql.rows(
                        database,
                        COLUMNS + "data_key WHERE " + UNDER + " AND tenant_id = ?3 ORDER BY purpose, version" + LOCKED,
                        list(kekIds),
                        most,
                        tenant.value())
                .stream()
                .map(row -> stored(
                        (String) row[0],
                        (int) row[1],
                        KeySlot.ofTenant(tenant, (String) row[0], (int) row[1]),
                        new WrappedKey((String) row[2], (byte[]) row[3])))
                .toList();
    }

    @Override
    public void replaceInstallationKey(Stored read, WrappedKey rewrapped) {
        NativeSql.update(
                database,
                "UPDATE system_key SET kek_id = ?1, wrapped = ?2 WHERE purpose = ?3 AND version = ?4",
                rewrapped.kekId(),
                rewrapped.bytes(),
                read.purpose(),
                read.version());
    }

    @Override
    public void replaceTenantKey(TenantId tenant, Stored read, WrappedKey rewrapped) {
        NativeSql.update(
                database,
                "UPDATE data_key SET kek_id = ?1, wrapped = ?2 WHERE purpose = ?3 AND version = ?4 AND tenant_id = ?5",
                rewrapped.kekId(),
                rewrapped.bytes(),
                read.purpose(),
                read.version(),
                tenant.value());
    }

    private List<Stored> ofInstallation(String sql, Object... parameters) {
        return NativeSql.rows(database, sql, parameters).stream()
                .map(row -> stored(
                        (String) row[0],
                        (int) row[1],
                        KeySlot.ofInstallation((String) row[0], (int) row[1]),
                        new WrappedKey((String) row[2], (byte[]) row[3])))
                .toList();
    }

    private static Stored stored(String purpose, int version, KeySlot slot, WrappedKey key) {
        return new Stored(purpose, version, slot, key);
    }

    private static String list(List<String> kekIds) {
        return String.join(",", kekIds);
    }
}
