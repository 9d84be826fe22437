package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.DataKeyTable;
import dev.patchbay.authstore.crypto.WrappedKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class DataKeyRepository implements DataKeyTable, PanacheRepositoryBase<DataKeyEntity, DataKeyEntity.Key> {
    private final DatabaseClock clock;

    DataKeyRepository(DatabaseClock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Stored> newest(TenantId tenant, String purpose) {
        return find("tenantId = ?1 and purpose = ?2", Sort.descending("version"), tenant.value(), purpose)
                .firstResultOptional()
                .map(DataKeyEntity::toStored);
    }

    @Override
    public Optional<Stored> version(TenantId tenant, String purpose, int version) {
        return findByIdOptional(new DataKeyEntity.Key(tenant.value(), purpose, version))
                .map(DataKeyEntity::toStored);
    }

    @Override
    public void addFirst(TenantId tenant, String purpose, WrappedKey key) {
        getEntityManager()
                .createNativeQuery("INSERT INTO data_key (tenant_id, purpose, version, kek_id, wrapped, created_at)"
                        + " VALUES (?1, ?2, 1, ?3, ?4, ?5) ON CONFLICT DO NOTHING")
                .setParameter(1, tenant.value())
                .setParameter(2, purpose)
                .setParameter(3, key.kekId())
                .setParameter(4, key.bytes())
                .setParameter(5, clock.now())
                .executeUpdate();
    }
}
