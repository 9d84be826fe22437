package dev.patchbay.gateway.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Has checkpoints written every hour, or as often as configured, and when the node stops. */
@Startup
@ApplicationScoped
class CheckpointTimer {
    private static final Logger LOG = Logger.getLogger(CheckpointTimer.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Checkpoints checkpoints;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean open = true;

    CheckpointTimer(
            Checkpoints checkpoints,
            @ConfigProperty(name = "patchbay.audit.checkpoint-every", defaultValue = "PT1H") Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("patchbay.audit.checkpoint-every must be at least PT1S; it is " + pause);
        }
        this.checkpoints = checkpoints;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("audit-checkpoints").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) {
        open = false;
        write(); // waits for one under way, which no interruption then breaks off
        thread.interrupt();
    }

    private void run() {
        try {
            while (open) {
                Thread.sleep(pause);
                write();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            checkpoints.write();
        } catch (RuntimeException failed) { // whatever it was, the next round must come
            LOG.error("audit checkpoints could not be written; the next round tries again", failed);
        }
    }
}
