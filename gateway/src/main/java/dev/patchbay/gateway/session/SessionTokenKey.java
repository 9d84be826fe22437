package dev.patchbay.gateway.session;

import dev.patchbay.authstore.crypto.SystemKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * The key pair that signs session tokens (ES256). Made once, kept in the database wrapped by the key-encryption key, and so
 * the same on every node.
 */
@ApplicationScoped
public class SessionTokenKey {
    private static final String PURPOSE = "session-jwt";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    SessionTokenKey(SystemKeys keys) {
        var stored = ByteBuffer.wrap(keys.get(PURPOSE, SessionTokenKey::fresh));
        var publicPart = new byte[stored.getInt()];
        stored.get(publicPart);
        var privatePart = new byte[stored.remaining()];
        stored.get(privatePart);
        try {
            var factory = KeyFactory.getInstance("EC");
            this.publicKey = factory.generatePublic(new X509EncodedKeySpec(publicPart));
            this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(privatePart));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("The stored key for session tokens is damaged", damaged);
        } finally {
            Arrays.fill(privatePart, (byte) 0);
            Arrays.fill(stored.array(), (byte) 0);
        }
    }

    /** Does nothing, but only a key that could be unwrapped gets this far. */
    public void prove() {}

    PrivateKey privateKey() {
        return privateKey;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    String id() {
        return PURPOSE + "-1";
    }

    /** The public part with its length, then the private part: PKCS#8 alone does not hold the public one. */
    private static byte[] fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var publicPart = pair.getPublic().getEncoded();
            var privatePart = pair.getPrivate().getEncoded();
            return ByteBuffer.allocate(Integer.BYTES + publicPart.length + privatePart.length)
                    .putInt(publicPart.length)
                    .put(publicPart)
                    .put(privatePart)
                    .array();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK lacks elliptic curve keys", missing);
        }
    }
}
