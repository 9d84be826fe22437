package dev.patchbay.upstream.http;

import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A service that ends each request as it was told, in this order, and a clock that only notes how long it should have waited. */
final class Script implements Egress, Waiting {
    final List<String> sent = new ArrayList<>();
    final List<Duration> waited = new ArrayList<>();
    private Duration each = Duration.ZERO;
    private final Deque<Outcome<UpstreamAnswer>> ends = new ArrayDeque<>();

    Script answers(int status, String body) {
        ends.add(Outcome.ok(Fixtures.answer(status, body)));
        return this;
    }

    Script asksToWait(int status, long seconds) {
        ends.add(Outcome.ok(new UpstreamAnswer(
                status,
                Optional.empty(),
                Optional.of(seconds),
                Optional.empty(),
                "{}".getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    Script breaks(boolean sent) {
        return fails(new Failure.UpstreamUnavailable("the connection broke", sent));
    }

    Script fails(Failure failure) {
        ends.add(Outcome.failed(failure));
        return this;
    }

    @Override
    public Outcome<UpstreamAnswer> send(UpstreamRequest request) {
        sent.add(request.method() + " " + request.path() + (request.query().isEmpty() ? "" : "?" + request.query()));
        if (ends.isEmpty()) {
            throw new AssertionError("Nobody expected " + sent);
        }
        return ends.remove();
    }

    /** How long every request takes. */
    Script eachTakes(Duration time) {
        each = time;
        return this;
    }

    @Override
    public long nanoTime() {
        return each.multipliedBy(sent.size()).toNanos();
    }

    @Override
    public void sleep(Duration time) {
        waited.add(time);
    }

    /** How many of the told endings were not reached. */
    int left() {
        return ends.size();
    }
}
