package dev.patchbay.gateway.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.files.TenantFiles;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.Probe;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.upstream.http.HttpUpstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a service, with the cheap read its toolkit declares, whether a credential works. */
@ApplicationScoped
class CredentialProbe {
    private final AccountEgress egress;
    private final HttpUpstream upstream;
    private final TenantFiles files;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    CredentialProbe(
            AccountEgress egress, HttpUpstream upstream, TenantFiles files, AuditTrail trail, CurrentCaller caller) {
        this.egress = egress;
        this.upstream = upstream;
        this.files = files;
        this.trail = trail;
        this.caller = caller;
    }

    /** Waits for the answer, repeated like any read; not to be called inside a transaction. */
    Standing ask(TenantId tenant, Toolkit toolkit, ConnectionForm form, Map<String, Secret> fields) {
        return ask(tenant, caller.actor(), toolkit, form, fields);
    }

    /** @param actor on whose account the service is asked, where that is not the caller of the present request */
    Standing ask(TenantId tenant, Actor actor, Toolkit toolkit, ConnectionForm form, Map<String, Secret> fields) {
        return ask(tenant, actor, toolkit, Outcome.ok(egress.openToProbe(toolkit, form, fields)));
    }

    /** The same for the stored credential of an account. */
    Standing ask(TenantId tenant, Toolkit toolkit, ConnectedAccount account) {
        return ask(tenant, caller.actor(), toolkit, egress.openToProbe(tenant, toolkit, account));
    }

    private Standing ask(TenantId tenant, Actor actor, Toolkit toolkit, Outcome<Egress> way) {
        return toolkit.probe()
                .map(probe -> {
                    Outcome<?> outcome = way.then(out -> upstream.call(
                            toolkit,
                            asTool(toolkit, probe),
                            JsonNodeFactory.instance.objectNode(),
                            out,
                            files.of(tenant)));
                    recordIfBlocked(tenant, actor, toolkit, outcome);
                    return Standing.after(outcome, probe);
                })
                .orElse(Standing.WELL);
    }

    /** A probe is no call, so nothing else records that egress stopped it. */
    private void recordIfBlocked(TenantId tenant, Actor actor, Toolkit toolkit, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failed<?>(Failure.EgressDenied _)) {
            trail.recordApart(
                    tenant,
                    AuditEvent.done("egress.blocked", actor, "")
                            .ended(AuditEvent.Outcome.REFUSED)
                            .with("probe", toolkit.slug().value()));
        }
    }

    /** A tool that nobody can list or name: the same way out, and the same reading of answers, as for all others. */
    private static Tool asTool(Toolkit toolkit, Probe probe) {
        return new Tool(
                new ToolSlug("PROBE"),
                toolkit.slug(),
                "",
                "",
                new Hints(true, false, true, true),
                false,
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                List.of(),
                new Plan.Declared(probe.request()),
                new ResultShape.AsIs(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                FailureHints.NONE,
                List.of(),
                List.of());
    }
}
