package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;

/**
 * Destroys a tenant: its data keys first, so that nothing sealed with them can be read again, not even from a backup of the
 * rows; then the rows. What happened stays: the executions and the audit log, which hold no secret.
 *
 * <p>Both steps may be repeated at will.
 */
public interface TenantShredding {

    /** Whether there is such a tenant, shredded or not. */
    boolean exists(TenantId tenant);

    /**
     * Deletes the data keys, revokes the API keys and keeps others from being made; joins the present transaction. From the
     * moment it commits nothing of the tenant can be read or sealed.
     */
    void destroyKeys(TenantId tenant);

    /** Deletes what the tenant owned, in small transactions; how many rows. Call it after {@link #destroyKeys}. */
    long deleteRows(TenantId tenant);
}
