package dev.patchbay.authstore.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key-encryption keys, which wrap all other keys and live outside the database. The first wraps; the others only
 * unwrap what was wrapped with them earlier. Immutable and safe for many threads; never prints a key.
 *
 * <p>Wrapping is AES-KWP (RFC 5649), which notices a wrong key and a changed byte.
 */
public final class KeyEncryptionKeys {
    private static final String KEY_WRAP = "AES/KWP/NoPadding";

    private final String primary;
    private final Map<String, SecretKeySpec> byId;

    KeyEncryptionKeys(SequencedMap<String, SecretKeySpec> byId) {
        this.primary = byId.sequencedKeySet().getFirst();
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads a key file, see {@link #parse}.
     *
     * @throws KeyFileException also when everybody on the machine may read the file
     */
    public static KeyEncryptionKeys read(Path file) {
        KeyFile.refuseIfOpenToOthers(file);
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new KeyFileException("The key file " + file + " cannot be read", e);
        }
    }

    /**
     * Takes lines {@code id:base64 of 32 random bytes}; blank lines and lines that begin with {@code #} do not count.
     *
     * @throws KeyFileException if there is no key, or one is malformed, short, of equal bytes, or there twice
     */
    public static KeyEncryptionKeys parse(List<String> lines) {
        return new KeyEncryptionKeys(KeyFile.keys(lines));
    }

    /** The id of the key that wraps. */
    public String primaryId() {
        return primary;
    }

    /** Wraps with the primary key. */
    WrappedKey wrap(byte[] key) {
        try {
            return new WrappedKey(
                    primary, cipher(Cipher.ENCRYPT_MODE, keyOf(primary)).doFinal(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-KWP is not available", e);
        }
    }

    /** @throws WrongKeyException when the key it was wrapped with is not here, or is another one of the same id */
    byte[] unwrap(WrappedKey wrapped) {
        var kek = keyOf(wrapped.kekId());
        try {
            return cipher(Cipher.DECRYPT_MODE, kek).doFinal(wrapped.bytes());
        } catch (GeneralSecurityException e) {
            throw new WrongKeyException(
                    "The key-encryption key '" + wrapped.kekId()
                            + "' is not the one this database was made with, or the stored key was changed."
                            + " Restore the key file that belongs to this database; nothing was written.",
                    e);
        }
    }

    private SecretKeySpec keyOf(String id) {
        var key = byId.get(id);
        if (key == null) {
            throw new WrongKeyException("The database needs the key-encryption key '" + id
                    + "', which the key file does not hold. Add its line below the first one; nothing was written.");
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKeySpec kek) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(KEY_WRAP);
        cipher.init(mode, kek);
        return cipher;
    }
}
