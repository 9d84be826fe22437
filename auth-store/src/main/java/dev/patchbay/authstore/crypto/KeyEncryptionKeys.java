package dev.patchbay.authstore.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key-encryption keys, which wrap all other keys and live outside the database. The first wraps; the others only
 * unwrap what was wrapped with them earlier. Immutable and safe for many threads; never prints a key.
 *
 * <p>Wrapping is AES-KWP (RFC 5649), which notices a wrong key and a changed byte. It knows no associated data, so each
 * {@link KeySlot} has a wrapping key of its own, derived with HKDF-SHA256 (RFC 5869, the expanding half: a key-encryption key
 * is random already).
 */
public final class KeyEncryptionKeys {
    private static final String KEY_WRAP = "AES/KWP/NoPadding";

    private final List<String> ids;
    private final Map<String, SecretKeySpec> byId;

    KeyEncryptionKeys(SequencedMap<String, SecretKeySpec> byId) {
        this.ids = List.copyOf(byId.sequencedKeySet());
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
     * @throws KeyFileException if there is no key, or one is malformed, short, a sample, or there twice
     */
    public static KeyEncryptionKeys parse(List<String> lines) {
        return new KeyEncryptionKeys(KeyFile.keys(lines));
    }

    /** The id of the key that wraps. */
    public String primaryId() {
        return ids.getFirst();
    }

    /** Every key there is, the one that wraps first. */
    public List<String> ids() {
        return ids;
    }

    /** Whether these are the same keys in the same order. */
    public boolean sameAs(KeyEncryptionKeys other) {
        return ids.equals(other.ids) && byId.equals(other.byId); // a SecretKeySpec compares in constant time
    }

    /** Wraps with the primary key. */
    WrappedKey wrap(KeySlot slot, byte[] key) {
        try {
            return new WrappedKey(
                    primaryId(),
                    cipher(Cipher.ENCRYPT_MODE, keyOf(primaryId()), slot).doFinal(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-KWP is not available", e);
        }
    }

    /** @throws WrongKeyException when the key it was wrapped with is not here, or is another one of the same id */
    byte[] unwrap(KeySlot slot, WrappedKey wrapped) {
        var kek = keyOf(wrapped.kekId());
        try {
            return cipher(Cipher.DECRYPT_MODE, kek, slot).doFinal(wrapped.bytes());
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

    private static Cipher cipher(int mode, SecretKeySpec kek, KeySlot slot) throws GeneralSecurityException {
        var ofSlot = KDF.getInstance("HKDF-SHA256")
                .deriveKey("AES", HKDFParameterSpec.expandOnly(kek, slot.label(), KeyFile.KEY_BYTES));
        var cipher = Cipher.getInstance(KEY_WRAP);
        cipher.init(mode, ofSlot);
        return cipher;
    }
}
