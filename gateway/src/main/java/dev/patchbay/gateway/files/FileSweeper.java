package dev.patchbay.gateway.files;

import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.gateway.readiness.Serving;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Deletes what has expired, every ten minutes. What has expired is unreadable before that. */
@Startup
@ApplicationScoped
class FileSweeper {
    private static final Logger LOG = Logger.getLogger(FileSweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final StoredFiles files;
    private final Serving serving;
    private final Thread thread;

    FileSweeper(StoredFiles files, Serving serving) {
        this.files = files;
        this.serving = serving;
        this.thread = Thread.ofVirtual().name("file-sweeper").start(this::sweep);
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
            var deleted = files.deleteExpired();
            if (deleted > 0) {
                LOG.infof("files deleted=%d reason=expired", deleted);
            }
        } catch (RuntimeException failed) { // whatever it was, the next round must come
            LOG.warn("expired files could not be deleted; the next round tries again", failed);
        }
    }
}
