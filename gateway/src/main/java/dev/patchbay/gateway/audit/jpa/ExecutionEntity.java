package dev.patchbay.gateway.audit.jpa;

import dev.patchbay.gateway.audit.Execution;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tool_execution")
@IdClass(ExecutionEntity.Key.class)
class ExecutionEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    String id = "";

    @Column(name = "session_id")
    @Nullable String sessionId;

    @Column(name = "user_id")
    String userId = "";

    String toolkit = "";
    String tool = "";

    @Column(name = "account_id")
    @Nullable String accountId;

    @Column(name = "auth_config_id")
    @Nullable String authConfigId;

    @Column(name = "request_id")
    @Nullable String requestId;

    String status = "";

    @Nullable String failure;

    @Column(name = "upstream_status")
    @Nullable Integer upstreamStatus;

    @Column(name = "started_at")
    Instant startedAt = Instant.EPOCH;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    Execution toExecution() {
        return new Execution(
                id,
                Execution.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                toolkit,
                tool,
                userId,
                Optional.ofNullable(sessionId),
                Optional.ofNullable(accountId),
                Optional.ofNullable(authConfigId),
                Optional.ofNullable(requestId),
                Optional.ofNullable(failure),
                Optional.ofNullable(upstreamStatus),
                startedAt,
                Optional.ofNullable(finishedAt));
    }

    record Key(String tenantId, String id) {}
}
