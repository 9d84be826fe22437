package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.ConnectLink;
import dev.patchbay.authstore.token.ConnectLinkTable;
import dev.patchbay.authstore.token.NewConnectLink;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

@ApplicationScoped
class ConnectLinkRepository implements ConnectLinkTable, PanacheRepositoryBase<ConnectLinkEntity, TenantKey> {

    @Override
    public void add(TenantId tenant, String id, byte[] hash, NewConnectLink link, Instant at) {
        persist(new ConnectLinkEntity(tenant, id, hash, link, at));
    }

    @Override
    public Optional<ConnectLink> byHash(byte[] hash) {
        return find("tokenHash = ?1", (Object) hash).firstResultOptional().map(ConnectLinkEntity::toLink);
    }

    @Override
    public OptionalInt attempt(TenantId tenant, String id, int most, Instant at) {
        List<?> counted = getEntityManager()
                .createNativeQuery(
                        "UPDATE connect_link SET attempts = attempts + 1 WHERE tenant_id = ?1 AND id = ?2"
                                + " AND used_at IS NULL AND expires_at > ?3 AND attempts < ?4 RETURNING attempts",
                        Integer.class)
                .setParameter(1, tenant.value())
                .setParameter(2, id)
                .setParameter(3, at)
                .setParameter(4, most)
                .getResultList();
        return counted.stream().mapToInt(Integer.class::cast).findFirst();
    }

    @Override
    public boolean use(TenantId tenant, String id, Instant at) {
        return update(
                        "usedAt = ?1 where tenantId = ?2 and id = ?3 and usedAt is null and expiresAt > ?1",
                        at,
                        tenant.value(),
                        id)
                > 0;
    }

    @Override
    public void deleteExpiredBefore(TenantId tenant, Instant at) {
        delete("tenantId = ?1 and expiresAt < ?2", tenant.value(), at);
    }
}
