package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key-encryption key as a file: one line {@code k1:} + Base64 of 32 random bytes. What it says is the auth store's. */
final class KeyFile {
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /** The operator's own file, which must exist and be the owner's only. */
    static Path given(Path file) throws IOException, StartRefused {
        OwnerOnlyFile.check(file);
        return file;
    }

    /** Patchbay's own file in the data directory, made on the first start. Whoever loses it loses every credential. */
    static Path generated(Path keys, SecureRandom random) throws IOException, StartRefused {
        Path file = keys.resolve("kek");
        OwnerOnlyFile.readOrCreate(file, () -> {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            return "k1:" + Base64.getEncoder().encodeToString(key);
        });
        return file;
    }
}
