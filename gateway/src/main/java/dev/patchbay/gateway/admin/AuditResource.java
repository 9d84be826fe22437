package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditReport;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.audit.AuditVerifier;
import dev.patchbay.gateway.audit.Checkpoints;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit log: the installation's read, all verified, and the checkpoints. {@link TenantAuditResource} reads a tenant's. */
@Path("/api/admin/v1")
@Accepts(Credential.ADMIN_KEY)
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
    private final AuditChains chains;
    private final AuditVerifier verifier;
    private final Checkpoints checkpoints;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    AuditResource(
            AuditChains chains,
            AuditVerifier verifier,
            Checkpoints checkpoints,
            AuditTrail trail,
            CurrentCaller caller) {
        this.chains = chains;
        this.verifier = verifier;
        this.checkpoints = checkpoints;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    @Path("/audit_events")
    @Operation(summary = "What was done to the installation, and failed authentications, oldest first")
    public ObjectNode events(
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return chains.page(AuditTrail.INSTALLATION, after, limit);
    }

    @POST
    @Path("/audit/verify")
    @Operation(summary = "Verify all chains, or one tenant's, and name each row that is not as it was written")
    public ObjectNode verify(byte[] body) {
        var tenant = named(body);
        var report = tenant.map(chains::find).map(verifier::verify).orElseGet(verifier::verify);
        trail.record(AuditTrail.INSTALLATION, verified(tenant, report));
        return AuditJson.of(report);
    }

    @GET
    @Path("/audit/checkpoints")
    @Operation(summary = "The furthest checkpoint of each chain, and the key to check them with")
    public ObjectNode checkpoints() {
        return AuditJson.of(checkpoints.newest(), checkpoints.publicKey());
    }

    @POST
    @Path("/audit/checkpoints")
    @Operation(summary = "Write checkpoints now")
    public ObjectNode checkpoint() {
        trail.record(AuditTrail.INSTALLATION, AuditEvent.done("audit.checkpointed", caller.actor(), ""));
        checkpoints.write();
        return checkpoints();
    }

    private AuditEvent verified(Optional<String> tenant, AuditReport report) {
        var event = AuditEvent.done("audit.verified", caller.actor(), tenant.orElse(""))
                .with("chains", String.valueOf(report.chains()))
                .with("events", String.valueOf(report.events()))
                .with("problems", String.valueOf(report.problems().size()));
        return report.problems().isEmpty() ? event : event.ended(AuditEvent.Outcome.FAILED);
    }

    private static Optional<String> named(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        try {
            if (!(Json.read(body) instanceof ObjectNode object)) {
                throw new ApiError(ErrorKind.MALFORMED_BODY, "The body must be a JSON object.");
            }
            var members = Members.of(object);
            members.only("tenant");
            var tenant = members.text("tenant", 64);
            if (!members.problems().isEmpty()) {
                throw ApiError.invalid(members.problems());
            }
            return tenant;
        } catch (MalformedJson malformed) {
            throw new ApiError(ErrorKind.MALFORMED_BODY, malformed.problem());
        }
    }
}
