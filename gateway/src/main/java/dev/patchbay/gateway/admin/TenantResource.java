package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.NewApiKey;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.rest.Bodies;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tenants}: who has a project here. */
@Path("/api/admin/v1/tenants")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@RunOnVirtualThread
class TenantResource {
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final AuditTrail audit;
    private final CurrentCaller caller;
    private final TenantPath path;

    TenantResource(Tenants tenants, ApiKeys apiKeys, AuditTrail audit, CurrentCaller caller, TenantPath path) {
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.audit = audit;
        this.caller = caller;
        this.path = path;
    }

    private record Created(Tenant tenant, NewApiKey key) {}

    @POST
    @Operation(summary = "Create a tenant with its first API key, which is shown this once")
    public Response create(byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only("name");
        members.storable();
        var name = Names.required(members);
        var id = tenants.draw();
        var created = audit.act(
                id,
                () -> {
                    var tenant = tenants.create(id, name);
                    var key = apiKeys.create(id, "first");
                    audit.record(id, AuditEvent.done("api_key.created", caller.actor(), key.id()));
                    return new Created(tenant, key);
                },
                done -> AuditEvent.done(
                        "tenant.created", caller.actor(), done.tenant().id().value()));
        var json = render(created.tenant());
        json.putObject("api_key")
                .put("id", created.key().id())
                .put("key", created.key().text());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @GET
    @Operation(summary = "Every tenant")
    public ObjectNode list() {
        var json = Json.object();
        var items = json.putArray("items");
        tenants.all().forEach(tenant -> items.add(render(tenant)));
        return json;
    }

    @GET
    @Path("/{tenant}")
    @Operation(summary = "One tenant")
    public ObjectNode get(@PathParam("tenant") String id) {
        return render(path.find(id));
    }

    private static ObjectNode render(Tenant tenant) {
        return Json.object()
                .put("id", tenant.id().value())
                .put("name", tenant.name())
                .put("created_at", Timestamps.of(tenant.createdAt()));
    }
}
