package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.ApiKeyIdentity;
import dev.patchbay.authstore.token.ApiKeyTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@IdClass(TenantKey.class)
class ApiKeyEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    String name;

    @Column(name = "key_hash")
    byte[] keyHash;

    String prefix;

    @Column(name = "last_four")
    String lastFour;

    @Column(name = "created_at")
    Instant createdAt;

    @Nullable @Column(name = "expires_at")
    Instant expiresAt;

    @Nullable @Column(name = "revoked_at")
    Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ApiKeyEntity() {}

    ApiKeyEntity(TenantId tenant, ApiKeyTable.Row row) {
        tenantId = tenant.value();
        id = row.id();
        name = row.name();
        keyHash = row.hash();
        prefix = row.prefix();
        lastFour = row.lastFour();
        createdAt = row.createdAt();
        expiresAt = row.expiresAt().orElse(null);
    }

    ApiKeyTable.Found toFound() {
        return new ApiKeyTable.Found(
                new ApiKeyIdentity(new TenantId(tenantId), id),
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(revokedAt));
    }
}
