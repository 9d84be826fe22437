package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SystemKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs checkpoints (Ed25519), so that whoever keeps them elsewhere can check them with the public key alone. A key pair of
 * its own (R09), the same on every node.
 */
@ApplicationScoped
class CheckpointKey {
    private static final String PURPOSE = "audit-checkpoint";
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    CheckpointKey(SystemKeys keys) {
        var stored = ByteBuffer.wrap(keys.get(PURPOSE, CheckpointKey::fresh));
        var publicPart = new byte[stored.getInt()];
        stored.get(publicPart);
        var privatePart = new byte[stored.remaining()];
        stored.get(privatePart);
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            this.publicKey = factory.generatePublic(new X509EncodedKeySpec(publicPart));
            this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(privatePart));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("The stored key for audit checkpoints is damaged", damaged);
        } finally {
            Arrays.fill(privatePart, (byte) 0);
            Arrays.fill(stored.array(), (byte) 0);
        }
    }

    /** Does nothing, but only a key that could be unwrapped gets this far. */
    void prove() {}

    Checkpoint sign(TenantId chain, ChainHead head, Instant at) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(Checkpoint.statement(chain, head.sequence(), head.hash(), at));
            return new Checkpoint(
                    chain, head.sequence(), head.hash(), at, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM, missing);
        }
    }

    boolean isOurs(Checkpoint checkpoint) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(checkpoint.statement());
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    /** The public key as a PEM file, which OpenSSL reads. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(publicKey.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The public part with its length, then the private part: PKCS#8 alone does not hold the public one. */
    private static byte[] fresh() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var publicPart = pair.getPublic().getEncoded();
            var privatePart = pair.getPrivate().getEncoded();
            return ByteBuffer.allocate(Integer.BYTES + publicPart.length + privatePart.length)
                    .putInt(publicPart.length)
                    .put(publicPart)
                    .put(privatePart)
                    .array();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM, missing);
        }
    }
}
