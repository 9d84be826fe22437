package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import java.util.Map;

/** Where sealed credentials are kept, field by field. Called inside a transaction of the tenant. */
public interface SealedFields {

    Map<String, byte[]> read(TenantId tenant, AccountId account);

    /** Puts these in the place of all that was there; false when there is no such account, and nothing was written. */
    boolean replace(TenantId tenant, AccountId account, Map<String, byte[]> sealed);
}
