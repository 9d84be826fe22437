package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.Optional;

/** Where the wrapped data keys are kept. Called inside a transaction of the tenant. */
public interface DataKeyTable {

    /** The newest version. */
    Optional<Stored> newest(TenantId tenant, String purpose);

    Optional<Stored> version(TenantId tenant, String purpose, int version);

    /** Adds version 1, unless there is one: of several that try at once, one succeeds. */
    void addFirst(TenantId tenant, String purpose, WrappedKey key);

    /** A wrapped key in one version. */
    record Stored(int version, WrappedKey key) {}
}
