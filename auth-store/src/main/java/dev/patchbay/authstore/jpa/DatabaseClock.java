package dev.patchbay.authstore.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The injected clock at the precision that the database keeps, so that what was written equals what is read. */
@ApplicationScoped
class DatabaseClock {
    private final Clock clock;

    DatabaseClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
