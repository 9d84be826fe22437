package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.session.SigningKeys;
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
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /signing_keys}: the keys that sign session tokens (R25). */
@Path("/api/admin/v1/signing_keys")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@RunOnVirtualThread
class SigningKeyResource {
    private final SigningKeys keys;
    private final AuditTrail audit;
    private final CurrentCaller caller;

    SigningKeyResource(SigningKeys keys, AuditTrail audit, CurrentCaller caller) {
        this.keys = keys;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The keys that sign session tokens, and what each is for now")
    public ObjectNode list() {
        var json = Json.object();
        var items = json.putArray("items");
        keys.all().forEach(key -> items.add(render(key)));
        return json;
    }

    @POST
    @Path("/rotate")
    @Operation(summary = "Make a key that takes over in ten seconds; tokens signed before stay good until they end")
    public Response rotate() {
        var kid = audit.act(
                AuditTrail.INSTALLATION,
                keys::rotate,
                made -> AuditEvent.done("signing_key.rotated", caller.actor(), made));
        return Response.status(Response.Status.CREATED).entity(find(kid)).build();
    }

    @DELETE
    @Path("/{kid}")
    @Operation(summary = "For emergencies: refuse every token this key has signed, from now on")
    public ObjectNode remove(@PathParam("kid") String kid) {
        audit.act(
                AuditTrail.INSTALLATION,
                () -> {
                    if (!keys.remove(kid)) {
                        throw new ApiError(
                                ErrorKind.SIGNING_KEY_NOT_FOUND,
                                "There is no such signing key, or it was removed before.");
                    }
                    return kid;
                },
                removed -> AuditEvent.done("signing_key.removed", caller.actor(), removed));
        return find(kid);
    }

    private ObjectNode find(String kid) {
        return keys.all().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(SigningKeyResource::render)
                .orElseThrow();
    }

    private static ObjectNode render(SigningKeys.Shown key) {
        return Json.object()
                .put("kid", key.kid())
                .put("state", key.state().name().toLowerCase(Locale.ROOT))
                .put("created_at", Timestamps.of(key.createdAt()))
                .put("signs_from", Timestamps.of(key.signsFrom()))
                .put("checks_until", key.checksUntil().map(Timestamps::of).orElse(null))
                .put("removed_at", key.removedAt().map(Timestamps::of).orElse(null));
    }
}
