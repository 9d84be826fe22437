package dev.patchbay.gateway.http;

import dev.patchbay.authstore.Ids;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives each request an id, before anything else looks at it, and writes one line per answer. The line names the resource method, never the address: a session
 * address must not stand whole in a log, and a mistyped one may hold anything.
 */
public class RequestLog {
    /** Logging context key of the request's id. */
    public static final String REQUEST_ID = "request_id";

    private static final String STARTED = "patchbay.started";
    private static final Logger LOG = Logger.getLogger(RequestLog.class);

    private final Ids ids;

    RequestLog(Ids ids) {
        this.ids = ids;
    }

    @ServerRequestFilter(preMatching = true, priority = 0)
    public void begin(ContainerRequestContext request) {
        MDC.put(REQUEST_ID, ids.next(Ids.Kind.REQUEST));
        request.setProperty(STARTED, System.nanoTime());
    }

    @ServerResponseFilter(priority = 0)
    public void end(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
        var id = MDC.get(REQUEST_ID);
        if (id != null) {
            response.getHeaders().putSingle("x-request-id", id);
        }
        var headers = response.getHeaders();
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (!headers.containsKey("ETag")) { // see EntityTags
            headers.putSingle("Cache-Control", "no-store");
        }
        if (request.getProperty(STARTED) instanceof Long started) {
            var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            var method = resource.getResourceMethod();
            LOG.infof(
                    "http method=%s resource=%s status=%d ms=%d",
                    request.getMethod(),
                    method == null ? "-" : resource.getResourceClass().getSimpleName() + "." + method.getName(),
                    response.getStatus(),
                    ms);
        }
        MDC.remove(REQUEST_ID);
    }
}
