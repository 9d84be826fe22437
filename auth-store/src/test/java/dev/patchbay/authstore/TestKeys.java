package dev.patchbay.authstore;

import dev.patchbay.authstore.crypto.KeyEncryptionKeys;
import dev.patchbay.authstore.crypto.KeyProvider;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Key-encryption keys that a test may exchange while the application runs. */
public final class TestKeys implements KeyProvider {
    private final SecureRandom random;
    private volatile List<String> lines;

    TestKeys(SecureRandom random) {
        this.random = random;
        this.lines = List.of(line("test"));
    }

    @Override
    public KeyEncryptionKeys current() {
        return KeyEncryptionKeys.parse(lines);
    }

    /** A line of a key file with a fresh key. */
    public String line(String id) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    /** Another key wraps from now on; those before still unwrap. */
    public void promote(String line) {
        lines = Stream.concat(Stream.of(line), lines.stream()).toList();
    }

    /** Takes all keys away but the one that wraps. */
    public void dropOthers() {
        lines = lines.subList(0, 1);
    }
}
