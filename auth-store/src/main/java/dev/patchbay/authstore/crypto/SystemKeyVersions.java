package dev.patchbay.authstore.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys of the installation of which several are in use at a time: each a version of its purpose, wrapped like
 * {@link SystemKeys}. Called inside a transaction; remembers nothing.
 */
@ApplicationScoped
public class SystemKeyVersions {
    private final SystemKeyTable table;
    private final KeyProvider keks;

    SystemKeyVersions(SystemKeyTable table, KeyProvider keks) {
        this.table = table;
        this.keks = keks;
    }

    /**
     * Every version, oldest first, as copies the caller owns.
     *
     * @throws WrongKeyException when one does not unwrap
     */
    public SortedMap<Integer, byte[]> all(String purpose) {
        var keys = new TreeMap<Integer, byte[]>();
        table.versions(purpose)
                .forEach((version, wrapped) ->
                        keys.put(version, keks.current().unwrap(KeySlot.ofInstallation(purpose, version), wrapped)));
        return keys;
    }

    /** Adds the key as the next version, and wipes it. Two at once must be kept apart by the caller. */
    public int add(String purpose, byte[] key) {
        var versions = table.versions(purpose);
        var next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
        table.add(purpose, next, keks.current().wrap(KeySlot.ofInstallation(purpose, next), key));
        Arrays.fill(key, (byte) 0);
        return next;
    }
}
