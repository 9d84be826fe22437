package dev.patchbay.authstore.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "app_user")
@IdClass(TenantKey.class)
class AppUserEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AppUserEntity() {}
}
