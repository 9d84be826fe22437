package dev.patchbay.gateway.tenancy;

import dev.patchbay.gateway.session.Origins;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses requests that a foreign web page may have sent: a Host that is not ours (a rebound DNS name) or an Origin that is
 * not on the list. A missing Origin is normal for programs (R37; MCP specification 2025-11-25, transports, "Security Warning").
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 10)
public class HostFilter implements ContainerRequestFilter {
    private final Origins origins;

    HostFilter(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        if (origin != null && !origins.acceptsOrigin(origin)) {
            throw new ForeignOrigin(
                    "This Origin is not allowed here. An operator can allow it with patchbay.allowed-origins.");
        }
        var authority = request.getUriInfo().getRequestUri().getRawAuthority(); // HTTP/2 has no Host header
        if (authority == null || !origins.acceptsHost(authority)) {
            throw new ForeignOrigin("This Host is not served here. An operator names it with PATCHBAY_PUBLIC_URL.");
        }
    }
}
