package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.ApiKeyTable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class ApiKeyRepository implements ApiKeyTable, PanacheRepositoryBase<ApiKeyEntity, TenantKey> {

    @Override
    public void add(TenantId tenant, Row row) {
        persist(new ApiKeyEntity(tenant, row));
    }

    @Override
    public List<Shown> all(TenantId tenant) {
        return list("tenantId = ?1", Sort.descending("createdAt"), tenant.value()).stream()
                .map(ApiKeyEntity::toShown)
                .toList();
    }

    @Override
    public boolean revoke(TenantId tenant, String id, Instant at) {
        return update("revokedAt = ?1 where tenantId = ?2 and id = ?3 and revokedAt is null", at, tenant.value(), id)
                > 0;
    }

    @Override
    public Optional<Found> byHash(byte[] hash) {
        return find("keyHash = ?1", (Object) hash).firstResultOptional().map(ApiKeyEntity::toFound);
    }
}
