package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigPatch;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "auth_config")
@IdClass(TenantKey.class)
class AuthConfigEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    String toolkit;

    String name;

    @Column(name = "auth_scheme")
    String authScheme;

    @Enumerated(EnumType.STRING)
    AuthConfig.Status status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "tool_access_config")
    String toolAccessConfig;

    @Column(name = "enabled_for_tool_router")
    boolean enabledForToolRouter;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AuthConfigEntity() {}

    AuthConfigEntity(TenantId tenant, AuthConfig config) {
        tenantId = tenant.value();
        id = config.id().value();
        toolkit = config.toolkit().value();
        name = config.name();
        authScheme = config.authScheme();
        status = config.status();
        toolAccessConfig = JsonText.of(config.toolAccessConfig());
        enabledForToolRouter = config.enabledForToolRouter();
        createdAt = config.createdAt();
        updatedAt = config.updatedAt();
    }

    void apply(AuthConfigPatch patch) {
        patch.name().ifPresent(given -> name = given);
        patch.toolAccessConfig()
                .ifPresent(given -> toolAccessConfig =
                        JsonText.of(JsonText.object(toolAccessConfig).setAll(given)));
        patch.enabledForToolRouter().ifPresent(given -> enabledForToolRouter = given);
    }

    AuthConfig toConfig() {
        return new AuthConfig(
                new AuthConfigId(id),
                new ToolkitSlug(toolkit),
                name,
                authScheme,
                status,
                JsonText.object(toolAccessConfig),
                enabledForToolRouter,
                createdAt,
                updatedAt);
    }
}
