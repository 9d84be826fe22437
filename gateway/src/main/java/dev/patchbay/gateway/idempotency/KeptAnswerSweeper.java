package dev.patchbay.gateway.idempotency;

import dev.patchbay.authstore.request.IdempotentRequests;
import dev.patchbay.gateway.readiness.Serving;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Deletes kept answers that have expired, every ten minutes. What has expired counts for nothing before that. */
@Startup
@ApplicationScoped
class KeptAnswerSweeper {
    private static final Logger LOG = Logger.getLogger(KeptAnswerSweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final IdempotentRequests requests;
    private final Serving serving;
    private final Thread thread;

    KeptAnswerSweeper(IdempotentRequests requests, Serving serving) {
        this.requests = requests;
        this.serving = serving;
        this.thread = Thread.ofVirtual().name("kept-answer-sweeper").start(this::sweep);
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                if (serving.begun()) {
                    sweepOnce();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOnce() {
        try {
            var deleted = requests.deleteExpired();
            if (deleted > 0) {
                LOG.infof("kept answers deleted=%d reason=expired", deleted);
            }
        } catch (RuntimeException failed) { // whatever it was, the next round must come
            LOG.warn("expired answers could not be deleted; the next round tries again", failed);
        }
    }
}
