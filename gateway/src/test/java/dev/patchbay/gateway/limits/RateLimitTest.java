package dev.patchbay.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.authstore.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final TenantId OURS = new TenantId("pr_0000000000000000000001");
    private static final TenantId THEIRS = new TenantId("pr_0000000000000000000002");

    private Instant now = Instant.parse("2030-01-01T00:00:10Z");
    private final RateLimit limit = new RateLimit(3, new Clock() {
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

    @Test
    void theOneAfterTheLastIsTooMany() {
        assertThat(IntStream.range(0, 5).mapToObj(_ -> limit.count(OURS)))
                .extracting(Standing::remaining, Standing::exceeded)
                .containsExactly(tuple(2, false), tuple(1, false), tuple(0, false), tuple(0, true), tuple(0, true));
    }

    @Test
    void tenantsDoNotUseUpEachOthersMinute() {
        IntStream.range(0, 4).forEach(_ -> limit.count(OURS));

        assertThat(limit.count(OURS).exceeded()).isTrue();
        assertThat(limit.count(THEIRS).remaining()).isEqualTo(2);
    }

    @Test
    void theNextMinuteOfTheClockBeginsAnew() {
        IntStream.range(0, 4).forEach(_ -> limit.count(OURS));
        assertThat(limit.count(OURS).secondsToEnd()).isEqualTo(50);

        now = now.plus(Duration.ofMillis(49_999));
        assertThat(limit.count(OURS).exceeded()).isTrue();
        assertThat(limit.count(OURS).secondsToEnd()).isOne();
        now = now.plus(Duration.ofMillis(1));
        assertThat(limit.count(OURS).remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackGivesNoSecondMinute() {
        IntStream.range(0, 4).forEach(_ -> limit.count(OURS));
        now = now.minusSeconds(30);

        assertThat(limit.count(OURS).exceeded()).isTrue();
    }

    @Test
    void aLimitOfNothingIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new RateLimit(0, Clock.systemUTC()))
                .hasMessage("patchbay.rate-limit.requests-per-minute must be 1 or more; it is 0");
    }
}
