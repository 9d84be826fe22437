package dev.patchbay.gateway.session.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "session")
@IdClass(SessionEntity.Key.class)
class SessionEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    String id = "";

    @Column(name = "user_id")
    String userId = "";

    @JdbcTypeCode(SqlTypes.JSON)
    String config = "{}";

    @Column(name = "config_version")
    int configVersion = 1;

    @Column(name = "token_generation")
    int tokenGeneration = 1;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;

    record Key(String tenantId, String id) {}
}
