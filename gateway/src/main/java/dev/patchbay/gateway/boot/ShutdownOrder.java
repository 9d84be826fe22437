package dev.patchbay.gateway.boot;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Stops what the application stands on only after the application itself has ended its work. */
final class ShutdownOrder {
    private static final Logger LOG = Logger.getLogger(ShutdownOrder.class);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toMillis(30);

    private ShutdownOrder() {}

    /** What is closed when the process ends. */
    interface Closing extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Registers a hook of the virtual machine; resources are closed in the order given. */
    static void afterTheApplication(Closing... resources) {
        List<Closing> all = List.of(resources);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("patchbay-shutdown").unstarted(() -> {
                    awaitApplication();
                    all.forEach(ShutdownOrder::close);
                }));
    }

    /** Hooks run side by side and Quarkus stops the application in one of its own. */
    private static void awaitApplication() {
        Application application = ApplicationLifecycleManager.getCurrentApplication();
        if (application == null) {
            return;
        }
        try {
            Thread waiting = Thread.ofPlatform().daemon().start(application::awaitShutdown);
            waiting.join(LONGEST_WAIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closing resource) {
        try {
            resource.close();
        } catch (IOException failed) {
            LOG.error("Not everything was stopped", failed);
        }
    }
}
