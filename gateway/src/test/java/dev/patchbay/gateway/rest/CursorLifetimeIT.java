package dev.patchbay.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.gateway.GatewayResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GatewayResource.class)
class CursorLifetimeIT {
    private final SystemKeys keys;
    private final Clock clock;

    CursorLifetimeIT(SystemKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Test
    void aCursorIsGoodForADay() {
        var cursor = cursorsAt(Duration.ZERO).next("a listing", 40);

        assertThat(cursorsAt(Duration.ofHours(24)).offset("a listing", cursor)).hasValue(40);
        assertThat(cursorsAt(Duration.ofHours(26)).offset("a listing", cursor)).isEmpty();
        assertThat(cursorsAt(Duration.ZERO).offset("another listing", cursor)).isEmpty();
    }

    /** A node or a restart later: the key is the installation's, not the process's. */
    private Cursors cursorsAt(Duration later) {
        return new Cursors(keys, new SecureRandom(), Clock.offset(clock, later));
    }
}
