package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.TenantId;
import java.util.Optional;

/** Makes a test's request one of a tenant's backend, for tests of what stands behind every edge. */
public final class ActingAs {
    private ActingAs() {}

    public static void backend(CurrentCaller caller, String tenant) {
        caller.set(new Caller.ApiKeyCaller(new TenantId(tenant), "key", Optional.empty()));
    }
}
