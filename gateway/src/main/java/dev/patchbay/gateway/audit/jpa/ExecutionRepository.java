package dev.patchbay.gateway.audit.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.audit.Execution;
import dev.patchbay.gateway.audit.ExecutionQuery;
import dev.patchbay.gateway.audit.ExecutionQuery.Condition;
import dev.patchbay.gateway.audit.ExecutionQuery.Field;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
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
            String authConfig,
            @Nullable String requestId,
            Instant at) {
        var entity = new ExecutionEntity();
        entity.tenantId = tenant.value();
        entity.id = id;
        entity.sessionId = session;
        entity.userId = userId;
        entity.toolkit = toolkit;
        entity.tool = tool;
        entity.accountId = account;
        entity.authConfigId = authConfig;
        entity.requestId = requestId;
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

    public Optional<Execution> get(TenantId tenant, String id) {
        return findByIdOptional(new ExecutionEntity.Key(tenant.value(), id)).map(ExecutionEntity::toExecution);
    }

    /**
     * The newest first; of two that began in the same instant the one with the higher id.
     *
     * @throws jakarta.persistence.PersistenceException caused by a query timeout, after two seconds
     */
    public List<Execution> list(TenantId tenant, ExecutionQuery query, Optional<Execution> after, int limit) {
        getEntityManager()
                .createNativeQuery("SELECT set_config('statement_timeout', '2000', true)")
                .getSingleResult();
        var text = new StringBuilder("tenantId = :tenant");
        var values = new HashMap<String, Object>();
        values.put("tenant", tenant.value());
        query.from().ifPresent(from -> {
            text.append(" and startedAt >= :from");
            values.put("from", from);
        });
        query.to().ifPresent(to -> {
            text.append(" and startedAt <= :to");
            values.put("to", to);
        });
        after.ifPresent(last -> {
            text.append(" and (startedAt < :lastAt or (startedAt = :lastAt and id < :lastId))");
            values.put("lastAt", last.startedAt());
            values.put("lastId", last.id());
        });
        for (var condition : query.conditions()) {
            var value = "value" + values.size();
            text.append(" and ").append(clause(condition, ":" + value));
            values.put(value, condition.value());
        }
        return find(text.toString(), Sort.descending("startedAt", "id"), values).range(0, limit - 1).list().stream()
                .map(ExecutionEntity::toExecution)
                .toList();
    }

    private static String clause(Condition condition, String value) {
        var column = column(condition.field());
        return switch (condition.operator()) {
            case IS -> column + " = " + value;
            case IS_NOT -> "(" + column + " is null or " + column + " <> " + value + ")";
            case CONTAINS -> "locate(" + value + ", " + column + ") > 0";
            case CONTAINS_NOT -> "(" + column + " is null or locate(" + value + ", " + column + ") = 0)";
        };
    }

    private static String column(Field field) {
        return switch (field) {
            case LOG_ID -> "id";
            case TOOL -> "tool";
            case TOOLKIT -> "toolkit";
            case ACCOUNT -> "accountId";
            case AUTH_CONFIG -> "authConfigId";
            case STATUS -> "status";
            case USER -> "userId";
            case SESSION -> "sessionId";
            case REQUEST -> "requestId";
        };
    }
}
