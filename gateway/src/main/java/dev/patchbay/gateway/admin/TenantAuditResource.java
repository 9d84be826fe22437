package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /tenants/{t}/audit_events}. A class of its own: an address is looked for only in the classes whose path is the
 * longest that fits, and beside {@code /api/admin/v1/tenants} that of {@link AuditResource} never is.
 */
@Path("/api/admin/v1/tenants/{tenant}/audit_events")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TenantAuditResource {
    private final AuditChains chains;

    TenantAuditResource(AuditChains chains) {
        this.chains = chains;
    }

    @GET
    @Operation(summary = "What was done in a tenant, oldest first")
    public ObjectNode events(
            @PathParam("tenant") String tenant,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return chains.page(chains.find(tenant), after, limit);
    }
}
