package dev.patchbay.gateway.start;

import dev.patchbay.catalog.ArgumentCheck;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.egress.Cancellation;
import dev.patchbay.upstream.http.HttpUpstream;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The parts that know no framework, and the two things nobody may make for himself: time and randomness. */
class Components {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Catalog catalog() {
        return Catalog.fromClasspath(Thread.currentThread().getContextClassLoader());
    }

    @Produces
    @Singleton
    ArgumentCheck argumentCheck() {
        return new ArgumentCheck();
    }

    @Produces
    @Singleton
    HttpUpstream httpUpstream() {
        return new HttpUpstream(time -> Cancellation.current().pause(time));
    }
}
