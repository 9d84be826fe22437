package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tenants/{id}/data_keys}: replaces the keys that seal what a tenant stores. */
@Path("/api/admin/v1/tenants")
@Accepts(Accepts.Credential.ADMIN_KEY)
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DataKeyResource {
    private final Tenants tenants;
    private final DataKeyRotation rotation;
    private final AuditTrail audit;
    private final CurrentCaller caller;

    DataKeyResource(Tenants tenants, DataKeyRotation rotation, AuditTrail audit, CurrentCaller caller) {
        this.tenants = tenants;
        this.rotation = rotation;
        this.audit = audit;
        this.caller = caller;
    }

    /** Answers when everything is sealed anew, which may take minutes where many files are kept. May be called again at will. */
    @POST
    @Path("/{tenant}/data_keys/rotate")
    @Operation(summary = "Replace a tenant's data keys and seal everything anew")
    public ObjectNode rotate(@PathParam("tenant") String id) {
        var tenant = TenantPath.id(id)
                .filter(named -> tenants.get(named).isPresent())
                .orElseThrow(TenantPath::notFound);
        rotation.begin(tenant); // each key it makes is on record with it
        var answer = Json.object().put("tenant", tenant.value());
        var purposes = answer.putArray("purposes");
        for (var done : rotation.finish(tenant)) {
            purposes.addObject()
                    .put("purpose", done.purpose())
                    .put("version", done.version())
                    .put("resealed", done.resealed())
                    .put("unreadable", done.unreadable())
                    .put("old_versions", done.old());
            if (done.unreadable() > 0) {
                audit.record(tenant, unreadable(done));
            }
        }
        return answer;
    }

    private AuditEvent unreadable(DataKeyRotation.Rotated done) {
        return new AuditEvent(
                "credential.integrity_failed",
                caller.actor(),
                done.purpose(),
                AuditEvent.Outcome.FAILED,
                Map.of("values", String.valueOf(done.unreadable())));
    }
}
