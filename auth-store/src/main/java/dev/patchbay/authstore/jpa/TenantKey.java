package dev.patchbay.authstore.jpa;

/** Primary key of what a tenant owns. */
record TenantKey(String tenantId, String id) {}
