package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;

/**
 * Something about a tenant's auth configs, accounts or credentials was changed. Fired inside the transaction; observe it
 * with {@code during = AFTER_SUCCESS}. Other nodes learn of it through whoever passes it on.
 */
public record ConnectionsChanged(TenantId tenant) {}
