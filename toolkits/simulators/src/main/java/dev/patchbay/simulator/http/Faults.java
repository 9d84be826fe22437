package dev.patchbay.simulator.http;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The rules in force, oldest first; the first that matches is used. */
final class Faults {
    private static final String ABSURD = "999999999";

    private final Service service;
    private final Clock clock;
    private final List<FaultRule> rules = new ArrayList<>();
    private final IdentityHashMap<Fault.Rate, TokenBucket> buckets = new IdentityHashMap<>();

    Faults(Service service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    synchronized void add(FaultRule rule) {
        rules.add(rule);
        if (rule.fault() instanceof Fault.Rate rate) {
            buckets.put(rate, new TokenBucket(rate, clock.instant()));
        }
    }

    synchronized void clear() {
        rules.clear();
        buckets.clear();
    }

    synchronized Optional<Fault> take(Request request) {
        for (int i = 0; i < rules.size(); i++) {
            FaultRule rule = rules.get(i);
            if (!rule.matches(request.method(), request.rawPath())) {
                continue;
            }
            if (rule.skip() > 0) {
                rules.set(i, rule.skipped());
                continue;
            }
            if (!rule.chance().decide()) {
                continue;
            }
            if (rule.fault() instanceof Fault.Rate rate) {
                var over = overRate(rate, request);
                if (over.isEmpty()) {
                    continue;
                }
                use(i, rule);
                return over;
            }
            use(i, rule);
            return Optional.of(rule.fault());
        }
        return Optional.empty();
    }

    private void use(int index, FaultRule rule) {
        if (rule.times() == 1) {
            rules.remove(index);
        } else {
            rules.set(index, rule.used());
        }
    }

    private Optional<Fault> overRate(Fault.Rate rate, Request request) {
        var bucket = Optional.ofNullable(buckets.get(rate)).orElseThrow();
        if (!service.admits(request) || bucket.take(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(new Fault.TooManyRequests(
                switch (rate.retryAfter()) {
                    case SECONDS -> Optional.of(String.valueOf(bucket.secondsToWait()));
                    case DATE ->
                        Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant()
                                .plusSeconds(bucket.secondsToWait())
                                .atOffset(ZoneOffset.UTC)));
                    case NONE -> Optional.empty();
                    case ABSURD -> Optional.of(ABSURD);
                }));
    }
}
