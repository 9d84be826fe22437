package dev.patchbay.authstore.crypto;

import javax.crypto.SecretKey;

/** A tenant's key for one purpose, in one version. Never prints the key. */
public record DataKey(int version, SecretKey key) {

    @Override
    public String toString() {
        return "DataKey[version " + version + "]";
    }
}
