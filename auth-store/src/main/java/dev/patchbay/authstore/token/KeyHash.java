package dev.patchbay.authstore.token;

import dev.patchbay.authstore.crypto.SystemKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a key that callers present: an HMAC-SHA-256, keyed with a pepper that is not in the database in the clear.
 * Who reads the table can neither use a key nor check a guess.
 */
@ApplicationScoped
class KeyHash {
    private static final String PEPPER = "api-key-pepper";
    private static final int PEPPER_BYTES = 32;

    private final SystemKeys systemKeys;
    private final SecureRandom random;

    KeyHash(SystemKeys systemKeys, SecureRandom random) {
        this.systemKeys = systemKeys;
        this.random = random;
    }

    byte[] of(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(systemKeys.get(PEPPER, this::freshPepper), "HmacSHA256"));
            return mac.doFinal(key.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private byte[] freshPepper() {
        byte[] pepper = new byte[PEPPER_BYTES];
        random.nextBytes(pepper);
        return pepper;
    }
}
