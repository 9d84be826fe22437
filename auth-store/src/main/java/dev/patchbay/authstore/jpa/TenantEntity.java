package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tenant")
class TenantEntity {
    @Id
    String id;

    String name;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "display_name")
    @Nullable String displayName;

    @Column(name = "shredded_at")
    @Nullable Instant shreddedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected TenantEntity() {}

    TenantEntity(Tenant tenant) {
        id = tenant.id().value();
        name = tenant.name();
        displayName = tenant.displayName().orElse(null);
        createdAt = tenant.createdAt();
    }

    Tenant toTenant() {
        return new Tenant(new TenantId(id), name, Optional.ofNullable(displayName), createdAt);
    }
}
