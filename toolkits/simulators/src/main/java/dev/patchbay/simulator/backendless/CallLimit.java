package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The plan's limit of calls in any one minute, by the simulator's clock. */
final class CallLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Options options;
    private final Deque<Instant> calls = new ArrayDeque<>();

    CallLimit(Clock clock, Options options) {
        this.clock = clock;
        this.options = options;
    }

    void count() {
        int limit = options.number(Option.CALLS_PER_MINUTE);
        if (limit == 0) {
            return;
        }
        Instant now = clock.instant();
        calls.removeIf(call -> !call.plus(WINDOW).isAfter(now));
        if (calls.size() >= limit) {
            throw Refusal.of(Codes.CALL_LIMIT, "The plan's limit of calls per minute is exhausted")
                    .withStatus(options.number(Option.CALL_LIMIT_STATUS));
        }
        calls.addLast(now);
    }
}
