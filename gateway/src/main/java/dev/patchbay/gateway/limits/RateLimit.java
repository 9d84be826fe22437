package dev.patchbay.gateway.limits;

import dev.patchbay.authstore.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts each tenant's requests in the present minute of the clock, as the wire contract has it (section 3.5). Each node counts
 * for itself, in memory: with several nodes a tenant may make as many times more as there are nodes (docs/adr/0021).
 */
@ApplicationScoped
public class RateLimit {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final int limit;
    private final Clock clock;
    private final AtomicReference<Minute> present = new AtomicReference<>(new Minute(0));

    /** @param limit requests of a tenant per minute and node */
    RateLimit(
            @ConfigProperty(name = "patchbay.rate-limit.requests-per-minute", defaultValue = "120000") int limit,
            Clock clock) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "patchbay.rate-limit.requests-per-minute must be 1 or more; it is " + limit);
        }
        this.limit = limit;
        this.clock = clock;
    }

    /** Counts a request, also one that is refused for being too many. */
    Standing count(TenantId tenant) {
        var millis = clock.millis();
        var number = millis / WINDOW.toMillis();
        var taken = minute(number)
                .taken
                .computeIfAbsent(tenant, _ -> new AtomicInteger())
                .updateAndGet(count -> count > limit ? count : count + 1);
        return new Standing(
                limit,
                Math.max(0, limit - taken),
                taken > limit,
                WINDOW.minusMillis(millis - number * WINDOW.toMillis()));
    }

    int limit() {
        return limit;
    }

    /** What a minute counted goes with it, so there is nothing to clear. A clock set back counts on in the later minute. */
    private Minute minute(long number) {
        var now = present.get();
        return now.number >= number
                ? now
                : present.updateAndGet(other -> other.number >= number ? other : new Minute(number));
    }

    private static final class Minute {
        private final long number;
        private final ConcurrentMap<TenantId, AtomicInteger> taken = new ConcurrentHashMap<>();

        Minute(long number) {
            this.number = number;
        }
    }
}
