package dev.patchbay.gateway.audit.jpa;

import dev.patchbay.authstore.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Execution rows in the database. Every method wants the tenant's transaction to be open. */
@ApplicationScoped
public class ExecutionRepository implements PanacheRepositoryBase<ExecutionEntity, ExecutionEntity.Key> {

    public void begin(
            TenantId tenant,
            String id,
            @Nullable String session,
            String userId,
            String toolkit,
            String tool,
            String account,
            Instant at) {
        var entity = new ExecutionEntity();
        entity.tenantId = tenant.value();
        entity.id = id;
        entity.sessionId = session;
        entity.userId = userId;
        entity.toolkit = toolkit;
        entity.tool = tool;
        entity.accountId = account;
        entity.status = "running";
        entity.startedAt = at;
        persist(entity);
    }

    public void end(
            TenantId tenant,
            String id,
            String status,
            @Nullable String failure,
            @Nullable Integer upstreamStatus,
            Instant at) {
        update(
                "status = ?1, failure = ?2, upstreamStatus = ?3, finishedAt = ?4 where tenantId = ?5 and id = ?6",
                status,
                failure,
                upstreamStatus,
                at,
                tenant.value(),
                id);
    }
}
