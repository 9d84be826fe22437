package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.crypto.SystemKeyTable;
import dev.patchbay.authstore.crypto.WrappedKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

@ApplicationScoped
class SystemKeyRepository implements SystemKeyTable, PanacheRepositoryBase<SystemKeyEntity, SystemKeyEntity.Key> {
    private final DatabaseClock clock;

    SystemKeyRepository(DatabaseClock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<WrappedKey> find(String purpose) {
        return find("purpose = ?1", Sort.descending("version"), purpose)
                .firstResultOptional()
                .map(SystemKeyEntity::toWrapped);
    }

    @Override
    public void add(String purpose, WrappedKey key) {
        add(purpose, 1, key);
    }

    @Override
    public SortedMap<Integer, WrappedKey> versions(String purpose) {
        var versions = new TreeMap<Integer, WrappedKey>();
        list("purpose = ?1", purpose).forEach(row -> versions.put(row.version, row.toWrapped()));
        return versions;
    }

    @Override
    public void add(String purpose, int version, WrappedKey key) {
        getEntityManager()
                .createNativeQuery("INSERT INTO system_key (purpose, version, kek_id, wrapped, created_at)"
                        + " VALUES (?1, ?5, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
                .setParameter(1, purpose)
                .setParameter(2, key.kekId())
                .setParameter(3, key.bytes())
                .setParameter(4, clock.now())
                .setParameter(5, version)
                .executeUpdate();
    }
}
