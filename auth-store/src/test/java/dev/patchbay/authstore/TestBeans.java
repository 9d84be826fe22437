package dev.patchbay.authstore;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

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
    TestKeys keks(SecureRandom random) {
        return new TestKeys(random);
    }
}
