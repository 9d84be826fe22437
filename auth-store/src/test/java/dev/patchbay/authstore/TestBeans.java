package dev.patchbay.authstore;

import dev.patchbay.authstore.crypto.KeyEncryptionKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** What the application must provide. */
final class TestBeans {

    @Produces
    @Singleton
    TestClock clock() {
        return new TestClock();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    KeyEncryptionKeys keks(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return KeyEncryptionKeys.parse(List.of("test:" + Base64.getEncoder().encodeToString(key)));
    }
}
