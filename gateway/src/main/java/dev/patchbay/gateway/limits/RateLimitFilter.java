package dev.patchbay.gateway.limits;

import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses what is too much of a tenant, as soon as it is known whose it is. Who administers the installation is not counted. */
@Provider
@Priority(Priorities.AUTHENTICATION + 5)
public class RateLimitFilter implements ContainerRequestFilter {
    private final RequestCount requests;
    private final CurrentCaller caller;

    RateLimitFilter(RequestCount requests, CurrentCaller caller) {
        this.requests = requests;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (caller.get() instanceof Caller.OfTenant of) {
            var standing = requests.counted(of.tenant());
            if (standing.exceeded()) {
                throw new TooManyRequests(standing);
            }
        }
    }
}
