package dev.patchbay.gateway.audit.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
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

    String status = "";

    @Nullable String failure;

    @Column(name = "upstream_status")
    @Nullable Integer upstreamStatus;

    @Column(name = "started_at")
    Instant startedAt = Instant.EPOCH;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    record Key(String tenantId, String id) {}
}
