package dev.patchbay.gateway.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * The stored form of a key pair on the curve P-256: the public part with its length, then the private part, because PKCS#8
 * alone does not hold the public one.
 */
final class SigningPair {
    private SigningPair() {}

    static byte[] fresh() {
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

    /** Wipes what it read. */
    static KeyPair read(byte[] bytes) {
        var stored = ByteBuffer.wrap(bytes);
        var publicPart = new byte[stored.getInt()];
        stored.get(publicPart);
        var privatePart = new byte[stored.remaining()];
        stored.get(privatePart);
        try {
            var factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(publicPart)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privatePart)));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("The stored key for session tokens is damaged", damaged);
        } finally {
            Arrays.fill(privatePart, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
