package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantShredding;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code DELETE /tenants/{id}}: destroys a tenant's keys and everything it owned (R12). Cannot be undone. */
@Path("/api/admin/v1/tenants")
@Accepts(Accepts.Credential.ADMIN_KEY)
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TenantShreddingResource {
    private final TenantShredding shredding;
    private final AuditTrail audit;
    private final CurrentCaller caller;

    TenantShreddingResource(TenantShredding shredding, AuditTrail audit, CurrentCaller caller) {
        this.shredding = shredding;
        this.audit = audit;
        this.caller = caller;
    }

    /** May be called again at will: what an earlier call left is finished. */
    @DELETE
    @Path("/{tenant}")
    @Operation(summary = "Shred a tenant: its keys, then everything it owned; body {\"confirm\": \"<tenant id>\"}")
    public ObjectNode shred(@PathParam("tenant") String id, byte[] body) {
        var tenant = TenantPath.id(id).filter(shredding::exists).orElseThrow(TenantPath::notFound);
        confirm(tenant, body);
        // In the installation's chain, said before and after: the tenant's transactions cannot write there.
        audit.record(AuditTrail.INSTALLATION, event("tenant.shred_requested", tenant, Map.of()));
        shredding.destroyKeys(tenant);
        var rows = shredding.deleteRows(tenant);
        audit.record(AuditTrail.INSTALLATION, event("tenant.shredded", tenant, Map.of("rows", String.valueOf(rows))));
        return Json.object()
                .put("id", tenant.value())
                .put("shredded", true)
                .put("rows_deleted", rows)
                .put(
                        "to_do",
                        "The credentials are gone here, not at the services they are for: have their owners revoke them"
                                + " there.");
    }

    private AuditEvent event(String action, TenantId tenant, Map<String, String> details) {
        return new AuditEvent(action, caller.actor(), tenant.value(), AuditEvent.Outcome.DONE, details);
    }

    private static void confirm(TenantId tenant, byte[] body) {
        try {
            if (Json.read(body) instanceof ObjectNode given) {
                var members = Members.of(given);
                members.only("confirm");
                var confirmed = members.text("confirm");
                if (!members.problems().isEmpty()) {
                    throw ApiError.invalid(members.problems());
                }
                if (confirmed.filter(tenant.value()::equals).isPresent()) {
                    return;
                }
            }
        } catch (MalformedJson malformed) {
            throw new ApiError(ErrorKind.MALFORMED_BODY, malformed.problem());
        }
        throw ApiError.invalid("confirm: must be the id of the tenant, as in {\"confirm\": \"" + tenant + "\"};"
                + " everything the tenant owns is destroyed");
    }
}
