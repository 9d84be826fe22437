package dev.patchbay.gateway.call;

import dev.patchbay.gateway.egress.Cancellation;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Ties what a request sends out to the connection it came by: when that closes before the answer, nobody waits for it any more
 * and the work is cancelled (R47). What is noted belongs to the request and goes with it, so a connection that is kept for
 * many requests gathers nothing.
 */
@ApplicationScoped
public class CallerPresence {
    private static final String KEY = CallerPresence.class.getName();

    private static final String COMES_BACK = KEY + ".comes-back";

    /** On the event loop, where a connection closes too, and before anything else can have answered. */
    private static final int EARLY = 90;

    private final CurrentVertxRequest current;

    CallerPresence(CurrentVertxRequest current) {
        this.current = current;
    }

    void install(@Observes Filters filters) {
        filters.register(CallerPresence::watch, EARLY);
    }

    private static void watch(RoutingContext request) {
        var cancellation = new Cancellation();
        request.put(KEY, cancellation);
        request.addEndHandler(end -> {
            // Of a stream that breaks off the framework tells a plain end, because REST listens for failures itself.
            var left = end.failed() || !request.response().ended();
            if (left && request.get(COMES_BACK) == null) {
                cancellation.cancel();
            }
        });
        request.next();
    }

    /** The caller of the present request can come back for its answer, so his going ends nothing. */
    public void comesBack() {
        current.getCurrent().put(COMES_BACK, true);
    }

    /** Runs work that ends early when the caller goes; outside of a request nobody can go. */
    public <T> T during(Supplier<T> work) {
        return ofRequest().during(work);
    }

    /** Within {@link #during}: passes the time, less of it when the caller goes. Whether he is still there. */
    public boolean pause(Duration time) {
        try {
            Cancellation.current().pause(time);
            return !Cancellation.current().isCancelled();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the caller's going does to the present request, for a caller who says so instead of going. */
    public Runnable leaving() {
        return ofRequest()::cancel;
    }

    /** @param ending what to do, once and quickly, when the caller of the present request goes */
    public Cancellation.Registration whenGone(Runnable ending) {
        return ofRequest().onCancel(ending);
    }

    private Cancellation ofRequest() {
        RoutingContext request = Arc.requireContainer().requestContext().isActive() ? current.getCurrent() : null;
        Cancellation found = request == null ? null : request.get(KEY);
        return found == null ? new Cancellation() : found;
    }
}
