package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.token.SigningKeyTable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SigningKeyRepository implements SigningKeyTable, PanacheRepositoryBase<SigningKeyEntity, String> {

    @Override
    public List<Row> all() {
        return listAll(Sort.ascending("version")).stream()
                .map(SigningKeyEntity::toRow)
                .toList();
    }

    @Override
    public void add(Row row) {
        persist(new SigningKeyEntity(row));
    }

    @Override
    public boolean remove(String kid, Instant at) {
        return update("removedAt = ?1 where kid = ?2 and removedAt is null", at, kid) > 0;
    }

    @Override
    public void lock() {
        getEntityManager()
                .createNativeQuery("SELECT CAST(pg_advisory_xact_lock(hashtext('signing_key')) AS text)")
                .getSingleResult();
    }
}
