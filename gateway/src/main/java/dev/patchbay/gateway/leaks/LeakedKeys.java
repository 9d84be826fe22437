package dev.patchbay.gateway.leaks;

import dev.patchbay.authstore.token.ApiKeyIdentity;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Revokes keys that were found, one after the other on one thread: so strangers who send texts in the form of keys take one
 * connection to the database at most, and whoever sends one learns nothing from the time it takes (R19).
 *
 * <p>What was taken and not yet looked at is lost in a crash; whoever scans for keys finds it again.
 */
@Startup
@ApplicationScoped
class LeakedKeys {
    private static final Logger LOG = Logger.getLogger(LeakedKeys.class);
    private static final int MOST_WAITING = 10_000;
    /** Anybody may send them, and each costs a look into the database. */
    private static final int MOST_A_MINUTE = 600;

    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ApiKeys apiKeys;
    private final AuditTrail trail;
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private final Clock clock;
    private volatile boolean open = true;

    private long minute;
    private int inMinute;

    LeakedKeys(ApiKeys apiKeys, AuditTrail trail, Clock clock) {
        this.apiKeys = apiKeys;
        this.trail = trail;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("leaked-keys").start(this::run);
    }

    /** Takes what could be keys. Touches no database. False when too many come or wait; then some may not have been taken. */
    boolean take(List<String> found) {
        var wellFormed = found.stream().filter(apiKeys::isWellFormed).toList();
        return mayCome(wellFormed.size()) && wellFormed.stream().allMatch(waiting::offer);
    }

    private synchronized boolean mayCome(int keys) {
        var now = clock.millis() / Duration.ofMinutes(1).toMillis();
        if (now != minute) {
            minute = now;
            inMinute = 0;
        }
        if (inMinute + keys > MOST_A_MINUTE) {
            return false;
        }
        inMinute += keys;
        return true;
    }

    private void run() {
        try {
            while (open || !waiting.isEmpty()) {
                var found = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (found != null) {
                    revoke(found);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void revoke(String found) throws InterruptedException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                apiKeys.ownerOf(found).ifPresent(this::revoke);
                return;
            } catch (RuntimeException | Error failed) { // whatever it was, a found key must not live on because of it
                LOG.errorf(failed, "a key that was found leaked could not be looked at (attempt %d)", attempt);
                Thread.sleep(PAUSE);
            }
        }
        if (!waiting.offer(found)) {
            LOG.error("a key that was found leaked is given up: too many wait");
        }
    }

    private void revoke(ApiKeyIdentity owner) {
        try {
            trail.act(
                    owner.tenant(),
                    () -> {
                        if (!apiKeys.revoke(owner.tenant(), owner.keyId())) {
                            throw new RevokedMeanwhile();
                        }
                        return owner.keyId();
                    },
                    key -> AuditEvent.done("api_key.revoked", new Actor.Stranger(), key)
                            .with("reason", "found_leaked"));
            LOG.warnf("API key %s of %s was found leaked and is revoked", owner.keyId(), owner.tenant());
        } catch (RevokedMeanwhile nothingLeftToDo) {
            LOG.debugf("API key %s was revoked meanwhile", owner.keyId());
        }
    }

    private static final class RevokedMeanwhile extends RuntimeException {
        RevokedMeanwhile() {
            super("revoked meanwhile", null, false, false);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        open = false;
        thread.join(PATIENCE);
    }
}
