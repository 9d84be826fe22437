package dev.patchbay.gateway.start;

import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.readiness.Serving;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Brings the node up: checks the database role, waits for the key file that belongs to the database, makes a new installation
 * usable, and only then serves. Afterwards it looks at the key file every two seconds, which is how keys are exchanged without
 * a restart.
 */
@ApplicationScoped
class Start {
    private static final Logger LOG = Logger.getLogger(Start.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RuntimeRole role;
    private final DurableDatabase durable;
    private final HeldKeys keys;
    private final FirstStart firstStart;
    private final Serving serving;
    private final Welcome welcome;
    private final Tenants tenants;
    private final DataKeyRotation rotation;
    private final Thread watch;

    Start(
            RuntimeRole role,
            DurableDatabase durable,
            HeldKeys keys,
            FirstStart firstStart,
            Serving serving,
            Welcome welcome,
            Tenants tenants,
            DataKeyRotation rotation) {
        this.role = role;
        this.durable = durable;
        this.keys = keys;
        this.firstStart = firstStart;
        this.serving = serving;
        this.welcome = welcome;
        this.tenants = tenants;
        this.rotation = rotation;
        this.watch = Thread.ofVirtual().name("key-file-watch").unstarted(this::watch);
    }

    void begin(@Observes StartupEvent started) throws SQLException {
        role.check();
        durable.check();
        if (!serves()) {
            welcome.waiting(keys.file(), keys.problem());
        }
        watch.start();
    }

    private boolean serves() throws SQLException {
        if (!keys.refresh()) {
            return false;
        }
        if (!serving.begun()) {
            firstStart.begin();
            serving.begin();
        }
        return true;
    }

    private void watch() {
        try {
            var finished = false;
            while (true) {
                Thread.sleep(PAUSE);
                finished = look(finished);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether finishing the rotations that an earlier process left unfinished has begun */
    private boolean look(boolean finished) {
        try {
            if (!serves()) {
                return false;
            }
            if (!finished) {
                // Apart: it may take long, and the key file is to be looked at meanwhile.
                Thread.ofVirtual().name("unfinished-rotations").start(this::finishRotations);
            }
            return true;
        } catch (SQLException | RuntimeException failed) { // whatever it was, the next round must come
            LOG.warn("the key file could not be looked at; the next round tries again", failed);
            return finished;
        }
    }

    private void finishRotations() {
        for (var tenant : tenants.all()) {
            try {
                rotation.finish(tenant.id());
            } catch (RuntimeException failed) { // one tenant's trouble is not the others'
                LOG.errorf(
                        failed,
                        "the rotation of data keys of %s could not be finished; calling it again tries again",
                        tenant.id());
            }
        }
    }

    @PreDestroy
    void stop() {
        watch.interrupt();
    }
}
