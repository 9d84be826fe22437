package dev.patchbay.upstream.http;

import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Sends a request, and again while the service is busy or the connection breaks. Whether that is safe is for the caller to
 * know. An answer that came whole and cannot be read is not asked for again: it would come again.
 */
final class Attempts {
    private static final int MOST = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** A longer wait is the caller's decision, who learns of it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** No attempt begins later than this after the first: callers, MCP clients above all, give up after a minute. */
    private static final Duration LAST_START = Duration.ofSeconds(20);

    private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);

    private final Waiting waiting;

    Attempts(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * How the last attempt ended.
     *
     * @param inDoubt whether one of the attempts may have taken effect although it was not answered with success
     */
    record Ended(Outcome<UpstreamAnswer> outcome, boolean inDoubt) {}

    /** Repeats for a tool that only reads; for any other the request is sent once. */
    Outcome<UpstreamAnswer> sent(Call call, UpstreamRequest request) {
        return call.tool().hints().readOnly()
                ? read(call, request)
                : call.egress().send(request);
    }

    /** For what changes nothing. */
    Outcome<UpstreamAnswer> read(Call call, UpstreamRequest request) {
        var format = call.toolkit().errors();
        return send(
                        call.egress(),
                        request,
                        answer -> BUSY.contains(answer.status()) || ErrorReader.saysBusy(answer, format))
                .outcome();
    }

    /** @param repeatable the answers after which the same request may be sent again */
    Ended send(Egress egress, UpstreamRequest request, Predicate<UpstreamAnswer> repeatable) {
        long began = waiting.nanoTime();
        var reached = false;
        var inDoubt = false;
        for (int attempt = 1; ; attempt++) {
            var outcome = egress.send(request);
            reached |= mayHaveReached(outcome);
            inDoubt |= mayHaveTakenEffect(outcome);
            var mayRepeat = attempt < MOST
                    && waiting.nanoTime() - began < LAST_START.toNanos()
                    && !Thread.currentThread().isInterrupted();
            var pause = mayRepeat ? pause(outcome, attempt, repeatable) : Optional.<Duration>empty();
            if (pause.isEmpty()) {
                return new Ended(reached ? asReached(outcome) : outcome, inDoubt);
            }
            try {
                waiting.sleep(pause.get());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Ended(Outcome.failed(new Failure.Cancelled(reached)), inDoubt);
            }
        }
    }

    private static boolean mayHaveReached(Outcome<UpstreamAnswer> outcome) {
        return outcome instanceof Outcome.Ok || mayHaveTakenEffect(outcome);
    }

    private static boolean mayHaveTakenEffect(Outcome<UpstreamAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Ok<UpstreamAnswer>(var answer) -> answer.status() == 408 || answer.status() >= 500;
            case Outcome.Failed<UpstreamAnswer>(UpstreamUnavailable(var what, var sent)) -> sent;
            case Outcome.Failed<UpstreamAnswer>(Failure.Cancelled(var sent)) -> sent;
            case Outcome.Failed<UpstreamAnswer> _ -> false;
        };
    }

    /** That the last attempt left nothing behind says nothing about those before. */
    private static Outcome<UpstreamAnswer> asReached(Outcome<UpstreamAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Failed<UpstreamAnswer>(UpstreamUnavailable(var what, var ignored)) ->
                Outcome.failed(new UpstreamUnavailable(what, true));
            case Outcome.Failed<UpstreamAnswer>(Failure.Cancelled ignored) ->
                Outcome.failed(new Failure.Cancelled(true));
            case Outcome.Ok<UpstreamAnswer> _, Outcome.Failed<UpstreamAnswer> _ -> outcome;
        };
    }

    /** How long to wait before the next attempt; empty where there is none. */
    private static Optional<Duration> pause(
            Outcome<UpstreamAnswer> outcome, int attempt, Predicate<UpstreamAnswer> repeatable) {
        return switch (outcome) {
            case Outcome.Ok<UpstreamAnswer>(var answer)
            when repeatable.test(answer) -> {
                var asked = Duration.ofSeconds(Math.max(0, answer.retryAfter().orElse(0L)));
                var own = backOff(attempt);
                yield asked.compareTo(LONGEST_WAIT) > 0
                        ? Optional.empty()
                        : Optional.of(asked.compareTo(own) > 0 ? asked : own);
            }
            case Outcome.Failed<UpstreamAnswer>(UpstreamUnavailable _) -> Optional.of(backOff(attempt));
            case Outcome.Ok<UpstreamAnswer> _, Outcome.Failed<UpstreamAnswer> _ -> Optional.empty();
        };
    }

    /** Exponential with full jitter, so that callers whom one outage hit together do not come back together. */
    private static Duration backOff(int attempt) {
        var longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
    }
}
