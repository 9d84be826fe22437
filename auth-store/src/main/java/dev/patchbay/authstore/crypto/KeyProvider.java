package dev.patchbay.authstore.crypto;

/** Where the key-encryption keys come from. They may change while the process runs, so ask anew each time. */
@FunctionalInterface
public interface KeyProvider {

    /** @throws IllegalStateException while it is not known that the keys at hand belong to this database */
    KeyEncryptionKeys current();
}
