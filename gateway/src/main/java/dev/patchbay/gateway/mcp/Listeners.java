package dev.patchbay.gateway.mcp;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.call.CallerPresence;
import dev.patchbay.gateway.mcp.Methods.Lists;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Streams that tell clients when their session's tools have changed. A change shows within a second on the node it was made
 * on and within five on the others; as fast a stream ends when its session, token or key does (R21). Who opens one is
 * told of a change of the last minutes at once, because it may have come between two streams.
 */
@ApplicationScoped
class Listeners {
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Keeps connections that proxies would close. */
    private static final Duration PULSE = Duration.ofSeconds(15);
    /** Then the client comes again, and is authenticated again. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_PER_SESSION = 4;

    private static final String OPEN = ": open\n\n";

    private record Place(TenantId tenant, SessionId session) {}

    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private final Methods methods;
    private final Answers answers;
    private final CallerPresence presence;
    private final Clock clock;
    private final Map<Place, Deque<Object>> streams = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Listeners(Methods methods, Answers answers, CallerPresence presence, Clock clock) {
        this.methods = methods;
        this.answers = answers;
        this.presence = presence;
        this.clock = clock;
    }

    /** The stop waits for requests under way, and a stream is one. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        stopped = true;
    }

    /**
     * Of more than four streams of one session the oldest ends, because clients that lost a connection come again before the
     * loss is noticed.
     *
     * @param held the session as it stands, while the caller may use it
     */
    StreamingOutput of(Session session, Supplier<Optional<Session>> held, Announcer announcer) {
        return out -> presence.during(() -> {
            var stream = new Object();
            var place = new Place(session.tenant(), session.id());
            begin(place, stream);
            try {
                tell(session, held, announcer, stream, out);
            } catch (IOException gone) {
                // The client has left, which is how most streams end.
            } catch (RuntimeException unknown) { // what cannot be checked is not trusted any longer
                LOG.warnf("a stream of session %s ends: %s", session.id(), unknown.getMessage());
            } finally {
                end(place, stream);
            }
            return stream;
        });
    }

    private void tell(
            Session session, Supplier<Optional<Session>> held, Announcer announcer, Object stream, OutputStream out)
            throws IOException {
        var end = clock.instant().plus(LONGEST);
        var pulse = clock.instant();
        var place = new Place(session.tenant(), session.id());
        var known = first(session);
        if (announcer.opening().isPresent()) {
            write(out, answers.event(announcer.opening().get()));
        }
        while (!stopped && isOpen(place, stream) && clock.instant().isBefore(end)) {
            var now = held.get();
            if (now.isEmpty()) {
                break;
            }
            var lists = methods.lists(now.get());
            var changes = announcer.changes(known, lists);
            for (var change : changes) {
                write(out, answers.event(change));
            }
            known = lists;
            if (changes.isEmpty() && !clock.instant().isBefore(pulse)) {
                write(out, OPEN);
                pulse = clock.instant().plus(PULSE);
            }
            if (!presence.pause(ROUND)) {
                return;
            }
        }
        if (announcer.closing().isPresent()) {
            write(out, answers.event(announcer.closing().get()));
        }
    }

    private Lists first(Session session) {
        var now = methods.lists(session);
        return changedLately(session) ? new Lists(0, 0, now.resources()) : now;
    }

    /** Who opens a stream may have missed what changed since the one before; nobody waits longer than that one lasted. */
    private boolean changedLately(Session session) {
        return session.configVersion() > 1
                && clock.instant().isBefore(session.updatedAt().plus(LONGEST).plus(PULSE));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void begin(Place session, Object stream) {
        streams.compute(session, (id, present) -> {
            var open = present == null ? new ArrayDeque<Object>() : present;
            if (open.size() == MOST_PER_SESSION) {
                open.removeFirst();
            }
            open.addLast(stream);
            return open;
        });
    }

    private boolean isOpen(Place session, Object stream) {
        var open = new boolean[1];
        streams.computeIfPresent(session, (id, present) -> {
            open[0] = present.contains(stream);
            return present;
        });
        return open[0];
    }

    private void end(Place session, Object stream) {
        streams.computeIfPresent(session, (id, present) -> {
            present.remove(stream);
            return present.isEmpty() ? null : present;
        });
    }
}
