package dev.patchbay.gateway.upkeep;

import dev.patchbay.authstore.exchange.CarriedStates;
import dev.patchbay.authstore.exchange.WaitingAnswers;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.request.IdempotentRequests;
import dev.patchbay.gateway.mcp.state.ProtocolSessions;
import dev.patchbay.gateway.readiness.Serving;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Deletes what has expired, every ten minutes. What has expired is unreadable, and counts for nothing, before that. */
@Startup
@ApplicationScoped
class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final StoredFiles files;
    private final IdempotentRequests requests;
    private final ProtocolSessions sessions;
    private final WaitingAnswers answers;
    private final CarriedStates states;
    private final Serving serving;
    private final Thread thread;

    Sweeper(
            StoredFiles files,
            IdempotentRequests requests,
            ProtocolSessions sessions,
            WaitingAnswers answers,
            CarriedStates states,
            Serving serving) {
        this.files = files;
        this.requests = requests;
        this.sessions = sessions;
        this.answers = answers;
        this.states = states;
        this.serving = serving;
        this.thread = Thread.ofVirtual().name("sweeper").start(this::sweep);
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
                    sweep("files", files::deleteExpired);
                    sweep("kept answers", requests::deleteExpired);
                    sweep("protocol sessions", sessions::deleteExpired);
                    sweep("answers of clients", answers::deleteExpired);
                    sweep("redeemed states", states::deleteExpired);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sweep(String what, IntSupplier deleting) {
        try {
            var deleted = deleting.getAsInt();
            if (deleted > 0) {
                LOG.infof("%s deleted=%d reason=expired", what, deleted);
            }
        } catch (RuntimeException failed) { // whatever it was, the others and the next round must come
            LOG.warnf(failed, "expired %s could not be deleted; the next round tries again", what);
        }
    }
}
