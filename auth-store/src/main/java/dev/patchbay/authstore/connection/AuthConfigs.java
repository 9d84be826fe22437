package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The auth configs of a tenant. What another tenant owns looks like what does not exist. */
public interface AuthConfigs {

    AuthConfig create(TenantId tenant, NewAuthConfig config);

    /** Until the present transaction of the tenant ends, whoever else asks for this waits: so that two do not both make the first. */
    void lock(TenantId tenant, ToolkitSlug toolkit);

    Optional<AuthConfig> get(TenantId tenant, AuthConfigId id);

    /** Newest first. */
    Page<AuthConfig> list(TenantId tenant, AuthConfigFilter filter, Slice slice);

    /** How many connected accounts each of these has; one that has none may be missing. */
    Map<AuthConfigId, Long> connectionCounts(TenantId tenant, Set<AuthConfigId> ids);

    /** @return the changed config, or empty when there is none of that id */
    Optional<AuthConfig> patch(TenantId tenant, AuthConfigId id, AuthConfigPatch patch);

    /** @return the changed config, or empty when there is none of that id */
    Optional<AuthConfig> setStatus(TenantId tenant, AuthConfigId id, AuthConfig.Status status);

    /** Deletes it with all its accounts and their credentials; whether there was one. */
    boolean delete(TenantId tenant, AuthConfigId id);
}
