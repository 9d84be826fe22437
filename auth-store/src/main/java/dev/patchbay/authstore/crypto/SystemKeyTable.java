package dev.patchbay.authstore.crypto;

import java.util.Optional;
import java.util.SortedMap;

/** Where the wrapped system keys are kept. Called inside a transaction. */
public interface SystemKeyTable {

    Optional<WrappedKey> find(String purpose);

    /** Adds the key, unless there is one for this purpose: of several that try at once, one succeeds. */
    void add(String purpose, WrappedKey key);

    /** Every version there is for this purpose. */
    SortedMap<Integer, WrappedKey> versions(String purpose);

    /** Adds this version, unless there is one: of several that try at once, one succeeds. */
    void add(String purpose, int version, WrappedKey key);
}
