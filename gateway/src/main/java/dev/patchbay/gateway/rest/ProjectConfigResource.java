package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /org/project/config}: what holds for the whole project (contract section 2.6). Of the contract's settings one can be
 * changed here; the others are as they are for everybody, and asking for anything else is an error rather than a promise.
 */
@Path("/api/{generation: v3(\\.1)?}/org/project/config")
@Tag(name = "Project")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectConfigResource {
    private static final String DISPLAY_NAME = "display_name";

    private final Tenants tenants;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    ProjectConfigResource(Tenants tenants, AuditTrail trail, CurrentCaller caller) {
        this.tenants = tenants;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.READ)
    @Operation(summary = "The project's settings")
    public ObjectNode get() {
        return json(tenant());
    }

    @PATCH
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Operation(summary = "Change the name under which the project asks its users to connect accounts")
    public ObjectNode patch(byte[] body) {
        var document = Bodies.object(body);
        var members = Members.of(document);
        members.storable();
        members.only(FixedSettings.and(DISPLAY_NAME));
        FixedSettings.check(members);
        var named = members.text(DISPLAY_NAME, 100);
        Bodies.check(members);
        if (document.has(DISPLAY_NAME)) {
            change(named);
        }
        return json(tenant());
    }

    /** Null takes the project's own name again. */
    private void change(Optional<String> displayName) {
        trail.act(
                caller.tenant(),
                () -> tenants.setDisplayName(caller.tenant(), displayName),
                _ -> AuditEvent.done(
                                "project.changed",
                                caller.actor(),
                                caller.tenant().value())
                        .with("changed", DISPLAY_NAME));
    }

    private Tenant tenant() {
        return tenants.get(caller.tenant()).orElseThrow();
    }

    private static ObjectNode json(Tenant tenant) {
        return FixedSettings.put(Json.object()).put(DISPLAY_NAME, tenant.shownName());
    }
}
