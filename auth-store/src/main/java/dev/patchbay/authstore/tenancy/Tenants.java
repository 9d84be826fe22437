package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;
import java.util.List;
import java.util.Optional;

/** Makes and finds tenants. Each is visible to itself, and all to work that is done for all of them. */
public interface Tenants {

    Tenant create(String name);

    /** An id for a tenant to come. */
    TenantId draw();

    /** Makes the tenant of this id, in the present transaction if it is bound to it. */
    Tenant create(TenantId id, String name);

    /** Empty also for one that was shredded. */
    Optional<Tenant> get(TenantId id);

    /** How it is called before its users from now on; empty for its own name. Whether there is such a tenant. */
    boolean setDisplayName(TenantId id, Optional<String> displayName);

    /** Every tenant, those that were shredded too, by id; for administration and for jobs, which then bind one tenant after the other (R04). */
    List<Tenant> all();
}
