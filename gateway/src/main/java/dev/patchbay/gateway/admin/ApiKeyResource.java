package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditEvent.Outcome;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /tenants/{t}/api_keys}: the only place that makes API keys, so no key can make one, and none can be changed: whoever
 * needs another scope makes another key (R18).
 */
@Path("/api/admin/v1/tenants/{tenant}/api_keys")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@RunOnVirtualThread
class ApiKeyResource {
    private final ApiKeys apiKeys;
    private final AuditTrail audit;
    private final CurrentCaller caller;
    private final TenantPath path;
    private final Clock clock;

    ApiKeyResource(ApiKeys apiKeys, AuditTrail audit, CurrentCaller caller, TenantPath path, Clock clock) {
        this.apiKeys = apiKeys;
        this.audit = audit;
        this.caller = caller;
        this.path = path;
        this.clock = clock;
    }

    @POST
    @Operation(summary = "Create an API key, which is shown this once")
    public Response create(@PathParam("tenant") String tenantId, byte[] body) {
        var tenant = path.find(tenantId).id();
        var members = Members.of(Bodies.object(body));
        members.only("name", "scopes", "allowed_ips", "expires_at");
        members.storable();
        var limits = ApiKeyJson.limits(members, clock.instant());
        var name = Names.required(members);
        var key = audit.act(
                tenant,
                () -> apiKeys.create(tenant, name, limits),
                made -> new AuditEvent(
                        "api_key.created",
                        caller.actor(),
                        made.id(),
                        Outcome.DONE,
                        Map.of("scopes", ApiKeyJson.scopes(limits))));
        var shown = apiKeys.all(tenant).stream()
                .filter(each -> each.id().equals(key.id()))
                .findFirst()
                .orElseThrow();
        return Response.status(Response.Status.CREATED)
                .entity(ApiKeyJson.of(shown).put("key", key.text()))
                .build();
    }

    @GET
    @Operation(summary = "A tenant's API keys, without the keys")
    public ObjectNode list(@PathParam("tenant") String tenantId) {
        var json = Json.object();
        var items = json.putArray("items");
        apiKeys.all(path.find(tenantId).id()).forEach(key -> items.add(ApiKeyJson.of(key)));
        return json;
    }

    @DELETE
    @Path("/{key}")
    @Operation(summary = "Revoke an API key: at once on this node, within five seconds on the others")
    public ObjectNode revoke(@PathParam("tenant") String tenantId, @PathParam("key") String keyId) {
        var tenant = path.find(tenantId).id();
        audit.act(
                tenant,
                () -> {
                    if (!apiKeys.revoke(tenant, keyId)) {
                        throw new ApiError(
                                ErrorKind.API_KEY_NOT_FOUND,
                                "The tenant has no such key, or it was revoked before.",
                                "GET …/api_keys lists the ids.",
                                List.of());
                    }
                    return keyId;
                },
                revoked -> AuditEvent.done("api_key.revoked", caller.actor(), revoked));
        return Json.object().put("id", keyId).put("revoked", true);
    }
}
