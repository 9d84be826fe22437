package dev.patchbay.gateway.boot;

import dev.patchbay.authstore.crypto.KeyEncryptionKeys;
import dev.patchbay.authstore.crypto.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key-encryption key as a file: one line {@code k1:} + Base64 of 32 random bytes. What it says is the auth store's. */
final class KeyFile {
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /**
     * The operator's own file, which must exist, hold usable keys and not be everybody's. Its group may read it: that is how
     * Kubernetes mounts a secret for a process that is not root.
     */
    static Path given(Path file) throws StartRefused {
        return checked(file, "PATCHBAY_KEK_FILE", "names " + file + ", which is not usable: ");
    }

    /** Patchbay's own file in the data directory, made on the first start. Whoever loses it loses every credential. */
    static Path generated(Path keys, SecureRandom random) throws IOException, StartRefused {
        Path file = keys.resolve("kek");
        OwnerOnlyFile.readOrCreate(file, () -> {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            return "k1:" + Base64.getEncoder().encodeToString(key);
        });
        return checked(file, file.toString(), "is not usable: ");
    }

    /** Before the database is started: a bad key file ends the process at once. */
    private static Path checked(Path file, String name, String problem) throws StartRefused {
        try {
            KeyEncryptionKeys.read(file);
            return file;
        } catch (KeyFileException unusable) {
            throw new StartRefused(
                    name,
                    problem + unusable.getMessage(),
                    "It needs a line like k1:<the output of openssl rand -base64 32>. If this database has been used, restore"
                            + " its own key file: with another one nothing can be read");
        }
    }
}
