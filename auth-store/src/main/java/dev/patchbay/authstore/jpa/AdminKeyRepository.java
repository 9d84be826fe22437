package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.token.AdminKeyTable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class AdminKeyRepository implements AdminKeyTable, PanacheRepositoryBase<AdminKeyEntity, String> {

    @Override
    public void add(Row row) {
        persist(new AdminKeyEntity(row));
    }

    @Override
    public Optional<String> idByHash(byte[] hash) {
        return find("keyHash = ?1 and revokedAt is null", (Object) hash)
                .firstResultOptional()
                .map(found -> found.id);
    }

    @Override
    public List<Shown> all() {
        return listAll(Sort.descending("createdAt")).stream()
                .map(AdminKeyEntity::toShown)
                .toList();
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return update("revokedAt = ?1 where id = ?2 and revokedAt is null", at, id) > 0;
    }

    @Override
    public void lock() {
        getEntityManager()
                .createNativeQuery("SELECT CAST(pg_advisory_xact_lock(hashtext('admin_key')) AS text)")
                .getSingleResult();
    }
}
