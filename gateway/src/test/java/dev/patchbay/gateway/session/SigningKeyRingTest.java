package dev.patchbay.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyRingTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final SigningKey old = key("old", START);
    private final SigningKey next = key("next", START.plus(DAY));
    private final SigningKeyRing ring = new SigningKeyRing(List.of(old, next));

    @Test
    void aKeyIsKnownBeforeItSigns() {
        var before = START.plus(DAY).minusSeconds(1);

        assertThat(ring.signing(before)).isEqualTo(old);
        assertThat(ring.checking("next", before)).isPresent();
        assertThat(ring.signing(START.plus(DAY))).isEqualTo(next);
    }

    @Test
    void aKeyThatWasFollowedChecksUntilItsLastTokenHasEnded() {
        var lastTokenEnds = START.plus(DAY).plus(DAY).plusSeconds(30);

        assertThat(ring.checking("old", lastTokenEnds)).isPresent();
        assertThat(ring.checking("old", lastTokenEnds.plus(Duration.ofMinutes(10))))
                .isEmpty();
        assertThat(ring.checking("next", START.plus(Duration.ofDays(400)))).isPresent();
    }

    @Test
    void aKeyWhoseFollowerIsRemovedSignsAgain() {
        var alone = new SigningKeyRing(List.of(old));

        assertThat(alone.signing(START.plus(Duration.ofDays(3)))).isEqualTo(old);
        assertThat(alone.checking("old", START.plus(Duration.ofDays(3)))).isPresent();
        assertThat(alone.checking("next", START.plus(Duration.ofDays(3)))).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        assertThatThrownBy(() -> new SigningKeyRing(List.of()).signing(START))
                .isInstanceOf(IllegalStateException.class);
    }

    private static SigningKey key(String kid, Instant signsFrom) {
        return new SigningKey(kid, signsFrom, signsFrom, ForgedTokens.curve("secp256r1"));
    }
}
