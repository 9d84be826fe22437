package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Callbacks: each attempt is logged; only an allow-listed receiver on loopback is really called, everything else counts as
 * delivered. A failed one is tried again, up to 20 times within 24 hours of the simulator's time.
 *
 * <p>Attempts run on threads of their own, so that a receiver may call the simulator. What comes of them is applied to the state
 * only by {@link #settle}, which the service calls while it holds its lock.
 */
final class Callbacks {
    private static final int RETRIES = 20;
    private static final Duration SPACING = Duration.ofHours(24).dividedBy(RETRIES);
    private static final int KEPT = 10_000;

    private final Clock clock;
    private final CallbackSender sender = new CallbackSender();
    private final Set<Integer> ports = new LinkedHashSet<>();
    private final Deque<ObjectNode> log = new ArrayDeque<>();
    private final List<Callback> waiting = new ArrayList<>();
    private final List<Runnable> outcomes = new ArrayList<>();
    private int flying;
    private int generation;

    Callbacks(Clock clock) {
        this.clock = clock;
    }

    /** From now until the next reset this loopback port is really called. */
    synchronized void allow(int port) {
        ports.add(port);
    }

    synchronized void post(String url, String secret, ObjectNode body, Consumer<Boolean> outcome) {
        start(new Callback(url, secret, body, 1, clock.instant(), outcome));
    }

    /** Tries again what is due, and applies what has come of earlier attempts. */
    synchronized void settle() {
        Instant now = clock.instant();
        var due = waiting.stream()
                .filter(callback -> !callback.due().isAfter(now))
                .toList();
        waiting.removeAll(due);
        due.forEach(this::start);
        var finished = List.copyOf(outcomes);
        outcomes.clear();
        finished.forEach(Runnable::run);
    }

    /** Waits for the attempts under way; each has a time limit of its own. */
    synchronized void awaitQuiet() {
        try {
            while (flying > 0) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized ArrayNode log() {
        var list = Json.array();
        log.forEach(list::add);
        return list;
    }

    synchronized void reset() {
        generation++;
        ports.clear();
        log.clear();
        waiting.clear();
        outcomes.clear();
    }

    private void start(Callback callback) {
        if (!CallbackSender.isLoopback(callback.url(), ports)) {
            write(callback, "counted as delivered", 200);
            callback.outcome().accept(true);
            return;
        }
        flying++;
        int begunIn = generation;
        Thread.ofVirtual().start(() -> finish(callback, sender.send(callback), begunIn));
    }

    private synchronized void finish(Callback callback, int status, int begunIn) {
        flying--;
        notifyAll();
        if (begunIn != generation) {
            return;
        }
        boolean succeeded = status / 100 == 2;
        write(callback, succeeded ? "delivered" : "failed", status);
        outcomes.add(() -> callback.outcome().accept(succeeded));
        if (!succeeded && callback.attempt() <= RETRIES) {
            waiting.add(callback.retriedAt(clock.instant().plus(SPACING)));
        }
    }

    private void write(Callback callback, String result, int status) {
        if (log.size() == KEPT) {
            log.removeFirst();
        }
        var line = Json.object()
                .put("at", clock.instant().toString())
                .put("url", callback.url())
                .put("attempt", callback.attempt())
                .put("result", result)
                .put("status", status);
        line.putObject("headers").put(CallbackSender.AUTH_HEADER, callback.secret());
        line.set("body", callback.body().deepCopy());
        log.addLast(line);
    }
}
