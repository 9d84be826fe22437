package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(2, Duration.ofMillis(20));

    @Test
    void whoComesWhenAllPlacesAreTakenIsToldToComeAgain() {
        assertThat(taken(1)).isEqualTo(Outcome.ok("done"));
        assertThat(taken(2)).isEqualTo(Outcome.ok("done"));
        assertThat(taken(3))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(Failure.UpstreamUnavailable.class, busy -> {
                                    assertThat(busy.what()).contains("try again");
                                    assertThat(busy.sent()).isFalse();
                                }));
        assertThat(taken(2)).isEqualTo(Outcome.ok("done"));
    }

    @Test
    void workThatBreaksLeavesItsPlace() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> room.during(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(taken(2)).isEqualTo(Outcome.ok("done"));
    }

    private Outcome<String> taken(int places) {
        return places == 0 ? Outcome.ok("done") : room.during(() -> taken(places - 1));
    }
}
