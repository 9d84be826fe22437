package dev.patchbay.gateway.limits;

import dev.patchbay.authstore.TenantId;
import jakarta.enterprise.context.ApplicationScoped;

/** Uses up a tenant's present minute, which over HTTP would take a hundred thousand requests. */
@ApplicationScoped
public class UsedUpMinute {
    private final RateLimit limit;

    UsedUpMinute(RateLimit limit) {
        this.limit = limit;
    }

    public void of(String tenant) {
        var id = new TenantId(tenant);
        while (!limit.count(id).exceeded()) {
            // until it is
        }
    }
}
