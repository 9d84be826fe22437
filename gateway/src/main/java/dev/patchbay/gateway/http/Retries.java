package dev.patchbay.gateway.http;

import dev.patchbay.gateway.audit.ActsCommitted;
import dev.patchbay.gateway.egress.ServiceReached;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Keeps SDKs from repeating by themselves what may have been done: they send again after 408, 409, 429 and 5xx unless
 * {@code x-should-retry} says no (contract 1.5). It says no once a service was reached, after a POST that broke, after a
 * refusal that comes when a part was done, and after a conflict that waiting does not end. An answer with {@code Retry-After} says that nothing was done.
 */
public class Retries {
    static final String HEADER = "x-should-retry";

    private final ServiceReached reached;
    private final ActsCommitted acts;

    Retries(ServiceReached reached, ActsCommitted acts) {
        this.reached = reached;
        this.acts = acts;
    }

    @ServerResponseFilter
    public void advise(ContainerRequestContext request, ContainerResponseContext response) {
        var status = response.getStatus();
        var mayComeAgain = response.getHeaders().containsKey(HttpHeaders.RETRY_AFTER);
        var broke = status >= 500 && request.getMethod().equals(HttpMethod.POST);
        var inPart = status >= 400 && acts.isAny();
        if (reached.isReached() || inPart || ((broke || status == 409) && !mayComeAgain)) {
            response.getHeaders().putSingle(HEADER, "false");
        }
    }
}
