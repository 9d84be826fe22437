package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals a plaintext to its {@link Place} with AES-256-GCM and a fresh random nonce: {@code 1 | key version (4 bytes) |
 * nonce (12) | ciphertext and tag}. {@link DataKeys} counts how often a key seals.
 */
@ApplicationScoped
public class EnvelopeCipher {
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEAD = 1 + Integer.BYTES + NONCE;

    private final SecureRandom random;

    EnvelopeCipher(SecureRandom random) {
        this.random = random;
    }

    @RevealsSecret("the plaintext goes into the cipher")
    public byte[] seal(DataKey key, Place place, Secret plaintext) {
        return plaintext.reveal(bytes -> seal(key, place, bytes));
    }

    private byte[] seal(DataKey key, Place place, byte[] plaintext) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, place, nonce).doFinal(plaintext);
            return ByteBuffer.allocate(HEAD + sealed.length)
                    .put(FORMAT)
                    .putInt(key.version())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** @throws BrokenSealException unless it was sealed with this key for this place and is unchanged */
    public Secret open(DataKey key, Place place, byte[] envelope) {
        if (keyVersion(envelope) != key.version()) {
            throw new BrokenSealException("A stored value was sealed with another version of the key");
        }
        var content = ByteBuffer.wrap(envelope).position(1 + Integer.BYTES);
        byte[] nonce = new byte[NONCE];
        content.get(nonce);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, place, nonce);
            return Secret.takeOwnershipOf(cipher.doFinal(envelope, HEAD, envelope.length - HEAD));
        } catch (AEADBadTagException e) {
            throw new BrokenSealException("A stored value was changed, or belongs to another place", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** The same content under another key, for the same place. The plaintext is wiped and never leaves this class. */
    @RevealsSecret("the plaintext goes into the cipher")
    byte[] reseal(DataKey from, DataKey to, Place place, byte[] envelope) {
        try (var plaintext = open(from, place, envelope)) {
            return seal(to, place, plaintext);
        }
    }

    /**
     * The version of the key that a value was sealed with.
     *
     * @throws BrokenSealException when it is no sealed value, e.g. a plaintext that was written in its stead
     */
    public static int keyVersion(byte[] envelope) {
        if (envelope.length < HEAD + TAG || envelope[0] != FORMAT) {
            throw new BrokenSealException("A stored value is not sealed");
        }
        return ByteBuffer.wrap(envelope).getInt(1);
    }

    private static Cipher cipher(int mode, DataKey key, Place place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(place.associatedData(key.version()));
        return cipher;
    }
}
