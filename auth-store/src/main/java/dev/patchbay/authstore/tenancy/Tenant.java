package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;

/** A tenant as it is kept. */
public record Tenant(TenantId id, String name, Instant createdAt) {}
