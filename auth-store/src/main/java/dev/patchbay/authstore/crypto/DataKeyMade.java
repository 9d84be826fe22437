package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;

/** A tenant got another data key. Fired inside the transaction that makes it, once for each key. */
public record DataKeyMade(TenantId tenant, String purpose, int version) {}
