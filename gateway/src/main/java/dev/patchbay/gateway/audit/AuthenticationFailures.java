package dev.patchbay.gateway.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Records who was not let in, failed authentications above all, without letting strangers write to the database as fast as they can send: failures of one
 * kind are counted in memory and become one row a second, which says how many there were. The sum of {@code times} over the
 * rows is the number of failures; a crash loses the last second.
 */
@Startup
@ApplicationScoped
public class AuthenticationFailures {
    private static final Logger LOG = Logger.getLogger(AuthenticationFailures.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_KINDS = 1000;

    private final AuditTrail trail;
    private final Clock clock;
    private final ConcurrentMap<Kind, Long> counts = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    AuthenticationFailures(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
        Thread.ofVirtual().name("authentication-failures").start(this::run);
    }

    /**
     * What failures are counted by. Nothing in it is chosen by the caller.
     *
     * @param action {@code authentication.failed}, or {@code access.refused} to somebody known
     * @param actor to whom a credential belongs that is valid or was once
     * @param credential what was presented, as a kind: {@code api_key}, {@code bearer_token}, {@code none} …
     * @param tenant to whom a credential belongs that was valid once; empty when that is not known
     * @param route the template of the route, without what callers put into it
     */
    public record Kind(String action, Actor actor, String reason, String credential, String tenant, String route) {
        private Kind rough() {
            return new Kind(action, new Actor.Stranger(), reason, credential, "", "");
        }
    }

    /** Counts one. Never touches the database and never fails. */
    public void count(Kind kind) {
        var bounded = counts.size() < MOST_KINDS || counts.containsKey(kind) ? kind : kind.rough();
        counts.merge(bounded, 1L, Long::sum);
    }

    synchronized void flush() {
        var taken = new HashMap<Kind, Long>();
        for (var kind : counts.keySet()) {
            var times = counts.remove(kind);
            if (times != null) {
                taken.put(kind, times);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            trail.record(AuditTrail.INSTALLATION, entries(taken), PAUSE);
        } catch (RuntimeException unwritten) { // whatever it was, the counts must not be lost
            taken.forEach((kind, times) -> counts.merge(kind, times, Long::sum));
            LOG.error("failed authentications could not be recorded; the next round tries again", unwritten);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        open = false;
        flush();
    }

    private List<Entry> entries(Map<Kind, Long> taken) {
        var at = clock.instant();
        var entries = new ArrayList<Entry>();
        taken.forEach((kind, times) -> entries.add(new Entry(event(kind, times), at, "")));
        return entries;
    }

    private static AuditEvent event(Kind kind, long times) {
        return new AuditEvent(
                kind.action(),
                kind.actor(),
                kind.tenant(),
                AuditEvent.Outcome.REFUSED,
                Map.of(
                        "reason", kind.reason(),
                        "credential", kind.credential(),
                        "route", kind.route(),
                        "times", String.valueOf(times)));
    }

    private void run() {
        try {
            while (open) {
                Thread.sleep(PAUSE);
                flush();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
