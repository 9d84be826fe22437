package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;
import java.util.Optional;

/** Makes and finds tenants. Nobody can list them all through the runtime role: each is visible to itself only. */
public interface Tenants {

    Tenant create(String name);

    Optional<Tenant> get(TenantId id);
}
