package dev.patchbay.gateway.session.jpa;

import dev.patchbay.authstore.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in the database. Every method wants the tenant's transaction to be open. */
@ApplicationScoped
public class SessionRepository implements PanacheRepositoryBase<SessionEntity, SessionEntity.Key> {

    public void insert(TenantId tenant, String id, SessionRow row) {
        var entity = new SessionEntity();
        entity.tenantId = tenant.value();
        entity.id = id;
        entity.userId = row.userId();
        entity.config = row.config();
        entity.configVersion = row.configVersion();
        entity.tokenGeneration = row.tokenGeneration();
        entity.createdAt = row.createdAt();
        entity.updatedAt = row.updatedAt();
        persist(entity);
        remember(entity);
    }

    public Optional<SessionRow> find(TenantId tenant, String id) {
        return findByIdOptional(new SessionEntity.Key(tenant.value(), id)).map(SessionRepository::row);
    }

    /** As {@link #find}, holding the row until the transaction ends. */
    public Optional<SessionRow> lock(TenantId tenant, String id) {
        return findByIdOptional(new SessionEntity.Key(tenant.value(), id), LockModeType.PESSIMISTIC_WRITE)
                .map(SessionRepository::row);
    }

    /** Stores new rules under the next version. */
    public SessionRow update(TenantId tenant, String id, String config, Instant now) {
        var entity = findById(new SessionEntity.Key(tenant.value(), id));
        entity.config = config;
        entity.configVersion++;
        entity.updatedAt = now;
        remember(entity);
        return row(entity);
    }

    /** Makes every token issued so far invalid. */
    public boolean revokeTokens(TenantId tenant, String id) {
        return update("tokenGeneration = tokenGeneration + 1 where tenantId = ?1 and id = ?2", tenant.value(), id) == 1;
    }

    public boolean delete(TenantId tenant, String id) {
        return delete("tenantId = ?1 and id = ?2", tenant.value(), id) == 1;
    }

    /** Every configuration that the session has had, newest first, from {@code offset} on. */
    public List<ConfigVersionRow> versions(TenantId tenant, String id, int offset, int limit) {
        return getEntityManager()
                .createQuery(
                        "select new dev.patchbay.gateway.session.jpa.ConfigVersionRow(version, config, createdAt)"
                                + " from SessionConfigVersionEntity where tenantId = :tenant and sessionId = :session"
                                + " order by version desc",
                        ConfigVersionRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("session", id)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    private void remember(SessionEntity session) {
        var version = new SessionConfigVersionEntity();
        version.tenantId = session.tenantId;
        version.sessionId = session.id;
        version.version = session.configVersion;
        version.config = session.config;
        version.createdAt = session.updatedAt;
        flush();
        getEntityManager().persist(version);
    }

    private static SessionRow row(SessionEntity entity) {
        return new SessionRow(
                entity.userId,
                entity.config,
                entity.configVersion,
                entity.tokenGeneration,
                entity.createdAt,
                entity.updatedAt);
    }
}
