package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as it is kept.
 *
 * @param name given by an operator
 * @param displayName how the tenant itself wants to be called before its users
 */
public record Tenant(TenantId id, String name, Optional<String> displayName, Instant createdAt) {

    /** The name its users see. */
    public String shownName() {
        return displayName.orElse(name);
    }
}
