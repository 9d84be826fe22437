package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.AdminKeyTable;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.rest.Bodies;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /admin_keys}: the keys that open the administration. */
@Path("/api/admin/v1/admin_keys")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@RunOnVirtualThread
class AdminKeyResource {
    private final AdminKeys adminKeys;
    private final AuditTrail audit;
    private final CurrentCaller caller;

    AdminKeyResource(AdminKeys adminKeys, AuditTrail audit, CurrentCaller caller) {
        this.adminKeys = adminKeys;
        this.audit = audit;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Create an admin key, which is shown this once")
    public Response create(byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only("name");
        members.storable();
        var name = Names.required(members);
        var key = audit.act(
                AuditTrail.INSTALLATION,
                () -> adminKeys.create(name),
                made -> AuditEvent.done("admin_key.created", caller.actor(), made.id()));
        return Response.status(Response.Status.CREATED)
                .entity(Json.object().put("id", key.id()).put("name", name).put("key", key.text()))
                .build();
    }

    @GET
    @Operation(summary = "The admin keys, without the keys")
    public ObjectNode list() {
        var json = Json.object();
        var items = json.putArray("items");
        adminKeys.all().forEach(key -> items.add(render(key)));
        return json;
    }

    @DELETE
    @Path("/{key}")
    @Operation(summary = "Revoke an admin key: at once on this node, within five seconds on the others")
    public ObjectNode revoke(@PathParam("key") String keyId) {
        audit.act(
                AuditTrail.INSTALLATION,
                () -> {
                    demandRevoked(adminKeys.revoke(keyId));
                    return keyId;
                },
                revoked -> AuditEvent.done("admin_key.revoked", caller.actor(), revoked));
        return Json.object().put("id", keyId).put("revoked", true);
    }

    private static void demandRevoked(AdminKeys.Revocation revocation) {
        switch (revocation) {
            case REVOKED -> {}
            case ABSENT ->
                throw new ApiError(
                        ErrorKind.ADMIN_KEY_NOT_FOUND, "There is no such admin key, or it was revoked before.");
            case LAST ->
                throw new ApiError(
                        ErrorKind.CONFLICT,
                        "This is the only admin key; without it nobody could administer Patchbay.",
                        "Create another with POST /api/admin/v1/admin_keys, then revoke this one with it.",
                        List.of());
        }
    }

    private static ObjectNode render(AdminKeyTable.Shown key) {
        return Json.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("last_four", key.lastFour())
                .put("created_at", Timestamps.of(key.createdAt()))
                .put("revoked_at", key.revokedAt().map(Timestamps::of).orElse(null));
    }
}
