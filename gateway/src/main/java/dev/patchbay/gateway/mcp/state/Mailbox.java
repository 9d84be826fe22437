package dev.patchbay.gateway.mcp.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.exchange.WaitingAnswers;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.json.Json;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Answers of clients to what a running request asked them, and news of cancelled requests, brought to the node where it runs.
 *
 * <p>On that node itself they arrive at once. From another one an answer is stored, sealed, and a signal sent, which takes
 * milliseconds; where signals are not heard (see {@link Signals}) answers arrive within two seconds and cancellations not at
 * all, which the protocol lets them. Whoever knows an exchange may answer it, so its name must be random, 128 bits or more,
 * and be told to nobody but the client that is asked. Remembered are running requests only.
 */
@Startup
@ApplicationScoped
public class Mailbox {
    private static final Logger LOG = Logger.getLogger(Mailbox.class);

    private final WaitingAnswers answers;
    private final TenantTransactions transactions;
    private final Signals signals;
    private final Map<Place, OpenInbox> inboxes = new ConcurrentHashMap<>();
    private final Map<Place, List<Running>> running = new ConcurrentHashMap<>();

    Mailbox(WaitingAnswers answers, TenantTransactions transactions, Signals signals) {
        this.answers = answers;
        this.transactions = transactions;
        this.signals = signals;
        signals.hear(text -> Signal.read(text).ifPresent(this::heard));
    }

    /** A place for answers to one running request of this node. */
    public interface Inbox extends AutoCloseable {
        /** Called on a virtual thread with each answer, as the client sent it; those that came before are handed over now. */
        void onAnswer(Consumer<ObjectNode> taker);

        /** Nothing arrives any more, and what did not arrive is deleted. */
        @Override
        void close();
    }

    /** That a running request can be cancelled. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens a place for answers, for an hour at most. It costs a row in the database, so it is opened when something is to be
     * asked.
     *
     * @param exchange random, and part of the ids of the requests to the client
     */
    public Inbox open(TenantId tenant, String exchange) {
        var place = Place.ofExchange(tenant, exchange);
        var inbox = new OpenInbox(place, answers, () -> inboxes.remove(place));
        if (inboxes.putIfAbsent(place, inbox) != null) {
            throw new IllegalStateException("An exchange is opened twice");
        }
        try {
            inbox.begin();
        } catch (RuntimeException failed) {
            inboxes.remove(place);
            throw failed;
        }
        return inbox;
    }

    /**
     * Brings an answer to whoever waits for it, here or on another node.
     *
     * @return false when it is dropped: nobody waits, it is larger than {@link WaitingAnswers#LARGEST}, or too many wait already
     */
    public boolean deliver(TenantId tenant, String exchange, ObjectNode answer) {
        var bytes = Json.write(answer).getBytes(UTF_8);
        if (bytes.length > WaitingAnswers.LARGEST) {
            return false;
        }
        var place = Place.ofExchange(tenant, exchange);
        var here = Optional.ofNullable(inboxes.get(place));
        here.ifPresent(inbox -> inbox.arrived(answer));
        return here.isPresent() || transactions.call(tenant, () -> leave(place, bytes));
    }

    /**
     * A request begins that its client can cancel from any node.
     *
     * @param ending runs at most once, and quickly
     * @return to be closed when the request has ended
     */
    public Registration running(TenantId tenant, String protocolSession, JsonNode requestId, Runnable ending) {
        var place = Place.ofRequest(tenant, protocolSession, requestId);
        var begun = new Running(ending, new AtomicBoolean());
        // More than one only where a client uses an id twice at a time.
        running.merge(
                place,
                List.of(begun),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
        return () -> running.computeIfPresent(place, (at, all) -> {
            var others = all.stream().filter(one -> !one.equals(begun)).toList();
            return others.isEmpty() ? null : others;
        });
    }

    /** Ends a running request, here or on another node; does nothing where there is none. */
    public void cancel(TenantId tenant, String protocolSession, JsonNode requestId) {
        var place = Place.ofRequest(tenant, protocolSession, requestId);
        if (end(place)) {
            return;
        }
        try {
            signals.send(tenant, new Signal(Signal.Kind.CANCELLED, place).text());
        } catch (RuntimeException failed) { // whatever it was: a cancellation may be too late, and this one is
            LOG.warnf("a cancellation could not be sent to other nodes: %s", failed.getMessage());
        }
    }

    private boolean leave(Place place, byte[] answer) {
        var left = answers.leave(place.tenant(), place.id(), answer);
        if (left) {
            signals.send(place.tenant(), new Signal(Signal.Kind.ANSWERED, place).text());
        }
        return left;
    }

    private void heard(Signal signal) {
        switch (signal.kind()) {
            case ANSWERED ->
                Optional.ofNullable(inboxes.get(signal.place()))
                        .ifPresent(inbox -> Thread.ofVirtual().name("mcp-inbox").start(inbox::look));
            case CANCELLED -> {
                if (running.containsKey(signal.place())) {
                    Thread.ofVirtual().name("mcp-cancel").start(() -> end(signal.place()));
                }
            }
        }
    }

    /** Whether there was one. */
    private boolean end(Place place) {
        var all = running.getOrDefault(place, List.of());
        all.forEach(Running::end);
        return !all.isEmpty();
    }

    private record Running(Runnable ending, AtomicBoolean ended) {
        void end() {
            if (ended.getAndSet(true)) {
                return;
            }
            try {
                ending.run();
            } catch (RuntimeException failed) { // it is not its canceller's fault
                LOG.error("a cancelled request could not be ended", failed);
            }
        }
    }
}
