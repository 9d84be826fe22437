package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;

/** Whom a presented API key stands for. */
public record ApiKeyIdentity(TenantId tenant, String keyId) {}
