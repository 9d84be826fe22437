package dev.patchbay.gateway.session.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One configuration a session has had, the present one included. */
@Entity
@Table(name = "session_config_version")
@IdClass(SessionConfigVersionEntity.Key.class)
class SessionConfigVersionEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "session_id")
    String sessionId = "";

    @Id
    int version;

    @JdbcTypeCode(SqlTypes.JSON)
    String config = "{}";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    record Key(String tenantId, String sessionId, int version) {}
}
