package dev.patchbay.gateway.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.audit.AuditTrail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much work strangers can make (R19), with a minute of the test's own. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class LeakedKeysIT {
    /** Well formed, and nobody's. */
    private static final String KEY = "ak_000000000000000000000000000000003DOjIW";

    private final ApiKeys apiKeys;
    private final AuditTrail trail;
    private Instant now = Instant.parse("2030-01-01T00:00:59Z");

    LeakedKeysIT(ApiKeys apiKeys, AuditTrail trail) {
        this.apiKeys = apiKeys;
        this.trail = trail;
    }

    @Test
    void sixHundredKeysAMinuteAreLookedAtAndTextsThatAreNoneDoNotCount() throws InterruptedException {
        var leaked = new LeakedKeys(apiKeys, trail, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        });
        try {
            assertThat(leaked.take(Collections.nCopies(1000, "ak_short"))).isTrue();
            assertThat(leaked.take(Collections.nCopies(601, KEY))).isFalse();
            for (int i = 0; i < 6; i++) {
                assertThat(leaked.take(Collections.nCopies(100, KEY))).isTrue();
            }
            assertThat(leaked.take(List.of(KEY))).isFalse();
            assertThat(leaked.take(List.of("ak_short"))).isTrue();

            now = now.plus(Duration.ofSeconds(1)); // another minute
            assertThat(leaked.take(List.of(KEY))).isTrue();
        } finally {
            leaked.stop(new ShutdownEvent());
        }
    }
}
