package dev.patchbay.simulator.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be moved, stopped and let go. Over a fixed base it stands still between moves. */
public final class SimulatedClock extends Clock {
    private record Setting(Clock base, Duration offset) {
        Instant now() {
            return base.instant().plus(offset);
        }
    }

    private final Clock base;
    private final AtomicReference<Setting> setting;

    public SimulatedClock(Clock base) {
        this.base = base;
        this.setting = new AtomicReference<>(new Setting(base, Duration.ZERO));
    }

    public void advance(Duration by) {
        setting.updateAndGet(now -> new Setting(now.base(), now.offset().plus(by)));
    }

    /** Stops it where it is, or lets it run on from there with real time. */
    void freeze(boolean frozen) {
        setting.updateAndGet(now -> {
            Clock running = Clock.systemUTC();
            Instant instant = now.now();
            return frozen
                    ? new Setting(Clock.fixed(instant, base.getZone()), Duration.ZERO)
                    : new Setting(running, Duration.between(running.instant(), instant));
        });
    }

    void moveTo(Instant instant) {
        setting.updateAndGet(
                now -> new Setting(now.base(), Duration.between(now.base().instant(), instant)));
    }

    void reset() {
        setting.set(new Setting(base, Duration.ZERO));
    }

    @Override
    public Instant instant() {
        return setting.get().now();
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
