package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import java.util.List;

/** Every key that is stored wrapped, as whoever exchanges the key-encryption key sees it. */
public interface WrappedKeyTable {

    /** All keys of the installation. Called in a transaction. */
    List<Stored> installationKeys();

    /** Which key-encryption keys the data keys of all tenants need. Called in a transaction of a job. */
    List<Needed> neededByTenants();

    /** The installation's keys wrapped with one of these, locked; those that somebody else works on are left out. */
    List<Stored> installationKeysUnder(List<String> kekIds, int most);

    /** Likewise a tenant's; called in a transaction of this tenant. */
    List<Stored> tenantKeysUnder(TenantId tenant, List<String> kekIds, int most);

    /** Puts another wrapping in the place of the one that was read. */
    void replaceInstallationKey(Stored read, WrappedKey rewrapped);

    void replaceTenantKey(TenantId tenant, Stored read, WrappedKey rewrapped);

    record Stored(String purpose, int version, KeySlot slot, WrappedKey key) {}

    /**
     * @param keys how many data keys there are under this key-encryption key
     * @param one of them
     */
    record Needed(String kekId, long keys, Stored one) {}
}
