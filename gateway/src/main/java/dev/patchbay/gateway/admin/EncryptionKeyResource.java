package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.crypto.KeyRewrap;
import dev.patchbay.authstore.crypto.KeyUsage;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.start.HeldKeys;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /encryption_keys}: which key-encryption keys there are, what needs them, and exchanging them. Never a key. */
@Path("/api/admin/v1/encryption_keys")
@Accepts(Accepts.Credential.ADMIN_KEY)
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EncryptionKeyResource {
    private final HeldKeys held;
    private final KeyUsage usage;
    private final KeyRewrap rewrap;
    private final AuditTrail audit;
    private final CurrentCaller caller;

    EncryptionKeyResource(HeldKeys held, KeyUsage usage, KeyRewrap rewrap, AuditTrail audit, CurrentCaller caller) {
        this.held = held;
        this.usage = usage;
        this.rewrap = rewrap;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Which key-encryption keys are in use, and how many stored keys need each")
    public ObjectNode list() {
        var counts = new LinkedHashMap<String, KeyUsage.Count>();
        held.ids().forEach(id -> counts.put(id, new KeyUsage.Count(id, 0, 0)));
        usage.counts().forEach(count -> counts.put(count.kekId(), count));
        var present = new HashSet<>(held.ids());
        var answer = Json.object();
        var keys = answer.putArray("keys");
        counts.values()
                .forEach(count -> keys.addObject()
                        .put("id", count.kekId())
                        .put("wraps", held.ids().getFirst().equals(count.kekId()))
                        .put("present", present.contains(count.kekId()))
                        .put("installation_keys", count.installationKeys())
                        .put("data_keys", count.tenantKeys()));
        var file = answer.putObject("key_file").put("path", held.file().toString());
        if (!held.problem().isEmpty()) {
            file.put("problem", held.problem());
        }
        return answer;
    }

    /** May be called again at will, and at the same time on several nodes. */
    @POST
    @Path("/rewrap")
    @Operation(summary = "Wrap every stored key with the first key of the key file")
    public ObjectNode rewrap() {
        var primary = held.current().primaryId();
        // Said before, as it is done in many transactions and may be cut short.
        audit.record(
                AuditTrail.INSTALLATION, AuditEvent.done("encryption_key.rewrap_requested", caller.actor(), primary));
        var done = rewrap.run();
        audit.record(
                AuditTrail.INSTALLATION,
                new AuditEvent(
                        "encryption_key.rewrapped",
                        caller.actor(),
                        primary,
                        done.unreadable() == 0 ? AuditEvent.Outcome.DONE : AuditEvent.Outcome.FAILED,
                        Map.of(
                                "rewrapped", String.valueOf(done.rewrapped()),
                                "unreadable", String.valueOf(done.unreadable()))));
        var answer = list();
        answer.put("rewrapped", done.rewrapped()).put("unreadable", done.unreadable());
        return answer;
    }
}
