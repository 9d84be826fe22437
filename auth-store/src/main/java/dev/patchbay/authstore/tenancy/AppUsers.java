package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;

/** The end users of a tenant, named by the tenant with any text. */
public interface AppUsers {

    /** Makes the user on first use; afterwards does nothing. */
    void ensure(TenantId tenant, String userId);
}
