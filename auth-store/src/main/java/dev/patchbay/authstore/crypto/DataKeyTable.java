package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Where the wrapped data keys are kept. Called inside a transaction of the tenant. */
public interface DataKeyTable {

    /**
     * The newest version, held until the transaction ends: whoever deletes it waits. Empty when there is none, or when the
     * newest one was just replaced; then ask again.
     */
    Optional<Stored> holdNewest(TenantId tenant, String purpose);

    Optional<Stored> version(TenantId tenant, String purpose, int version);

    /** Every version of every purpose. */
    List<Name> all(TenantId tenant);

    /**
     * Adds this version unless there is one: of several that try at once, one succeeds.
     *
     * @return false when the tenant does not exist or was shredded; nothing was added
     */
    boolean add(TenantId tenant, Name name, WrappedKey key);

    /** Counts uses of a key ahead; false when it would be used more than {@code most} times, and nothing was counted. */
    boolean reserve(TenantId tenant, Name name, long uses, long most);

    /** Those older versions that no transaction holds any more; none takes hold of them until this one ends. */
    SortedSet<Integer> lockUnheldBefore(TenantId tenant, Name newest);

    void delete(TenantId tenant, Name name);

    /** Which of a tenant's keys. */
    record Name(String purpose, int version) {}

    /** A wrapped key in one version. */
    record Stored(int version, WrappedKey key) {}
}
