package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.DataKeyMade;
import dev.patchbay.authstore.crypto.DataKeyTable;
import dev.patchbay.authstore.crypto.WrappedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plain SQL throughout: each of these is about locks, which entities would hide. */
@ApplicationScoped
class DataKeyRepository implements DataKeyTable {
    private final EntityManager database;
    private final DatabaseClock clock;
    private final Event<DataKeyMade> made;

    DataKeyRepository(EntityManager database, DatabaseClock clock, Event<DataKeyMade> made) {
        this.made = made;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Stored> holdNewest(TenantId tenant, String purpose) {
        return stored(
                "SELECT version, kek_id, wrapped FROM data_key WHERE tenant_id = ?1 AND purpose = ?2"
                        + " ORDER BY version DESC LIMIT 1 FOR KEY SHARE",
                tenant.value(),
                purpose);
    }

    @Override
    public Optional<Stored> version(TenantId tenant, String purpose, int version) {
        return stored(
                "SELECT version, kek_id, wrapped FROM data_key WHERE tenant_id = ?1 AND purpose = ?2 AND version = ?3",
                tenant.value(),
                purpose,
                version);
    }

    @Override
    public List<Name> all(TenantId tenant) {
        return rows("SELECT purpose, version FROM data_key WHERE tenant_id = ?1", tenant.value()).stream()
                .map(row -> new Name((String) row[0], (int) row[1]))
                .toList();
    }

    @Override
    public boolean add(TenantId tenant, Name name, WrappedKey key) {
        // The lock waits for a shredding under way, and keeps one from beginning: it would miss this key.
        if (rows("SELECT id, name FROM tenant WHERE id = ?1 AND shredded_at IS NULL FOR SHARE", tenant.value())
                .isEmpty()) {
            return false;
        }
        var added = update(
                "INSERT INTO data_key (tenant_id, purpose, version, kek_id, wrapped, created_at)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                tenant.value(),
                name.purpose(),
                name.version(),
                key.kekId(),
                key.bytes(),
                clock.now());
        if (added == 1) {
            made.fire(new DataKeyMade(tenant, name.purpose(), name.version()));
        }
        return true;
    }

    @Override
    public boolean reserve(TenantId tenant, Name name, long uses, long most) {
        return update(
                        "UPDATE data_key SET uses = uses + ?4 WHERE tenant_id = ?1 AND purpose = ?2 AND version = ?3"
                                + " AND uses + ?4 <= ?5",
                        tenant.value(),
                        name.purpose(),
                        name.version(),
                        uses,
                        most)
                == 1;
    }

    @Override
    public SortedSet<Integer> lockUnheldBefore(TenantId tenant, Name newest) {
        // Skipping and not waiting: a transaction that holds the key may want to count its uses, and would wait for us.
        var versions = new TreeSet<Integer>();
        rows(
                        "SELECT version, purpose FROM data_key WHERE tenant_id = ?1 AND purpose = ?2 AND version < ?3"
                                + " FOR UPDATE SKIP LOCKED",
                        tenant.value(),
                        newest.purpose(),
                        newest.version())
                .forEach(row -> versions.add((int) row[0]));
        return versions;
    }

    @Override
    public void delete(TenantId tenant, Name name) {
        update(
                "DELETE FROM data_key WHERE tenant_id = ?1 AND purpose = ?2 AND version = ?3",
                tenant.value(),
                name.purpose(),
                name.version());
    }

    private Optional<Stored> stored(String sql, Object... parameters) {
        return rows(sql, parameters).stream()
                .findFirst()
                .map(row -> new Stored((int) row[0], new WrappedKey((String) row[1], (byte[]) row[2])));
    }

    private List<Object[]> rows(String sql, Object... parameters) {
        return NativeSql.rows(database, sql, parameters);
    }

    private int update(String sql, Object... parameters) {
        return NativeSql.update(database, sql, parameters);
    }
}
