package dev.patchbay.gateway.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.toolkit.AccountEffect;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What a call leaves behind in the account it used: a credential proven or refused, a token remembered or forgotten. */
@ApplicationScoped
public class AfterCall {
    private static final Logger LOG = Logger.getLogger(AfterCall.class);

    /** Member of the result that stands in for what was stored. */
    static final String REMEMBERED = "remembered";

    /** The service's answer decides here, not whoever made the call. */
    private static final Actor PROBE = new Actor.Job("credential probe");

    private final ConnectedAccounts accounts;
    private final ConnectAccount connect;
    private final CredentialProbe credentials;
    private final AuditTrail trail;

    AfterCall(ConnectedAccounts accounts, ConnectAccount connect, CredentialProbe credentials, AuditTrail trail) {
        this.accounts = accounts;
        this.connect = connect;
        this.credentials = credentials;
        this.trail = trail;
    }

    /**
     * The outcome, without what went into the account. When nothing can be stored the outcome stays as it is: told of a
     * failure the caller would repeat a call that has taken effect.
     */
    public Outcome<ObjectNode> settle(
            TenantId tenant,
            Toolkit toolkit,
            Tool tool,
            ObjectNode arguments,
            ConnectedAccount account,
            Outcome<ObjectNode> outcome) {
        try {
            return settled(tenant, toolkit, tool, arguments, account, outcome);
        } catch (RuntimeException unstored) {
            LOG.errorf(unstored, "what a call of %s leaves behind in its account was not stored", tool.slug());
            return outcome;
        }
    }

    private Outcome<ObjectNode> settled(
            TenantId tenant,
            Toolkit toolkit,
            Tool tool,
            ObjectNode arguments,
            ConnectedAccount account,
            Outcome<ObjectNode> outcome) {
        if (Standing.isOpen(account)) {
            toolkit.probe()
                    .map(probe -> Standing.after(outcome, probe))
                    // A call may be refused for a user's token, another door's key or a place the service redirects to.
                    .map(found ->
                            found.status() == AccountStatus.FAILED ? credentials.ask(tenant, toolkit, account) : found)
                    .ifPresent(found -> decide(tenant, account, found));
        }
        return tool.effect()
                .map(effect -> outcome.map(result -> apply(effect, tenant, account, arguments, result)))
                .orElse(outcome);
    }

    private void decide(TenantId tenant, ConnectedAccount account, Standing found) {
        // Another unclear answer changes nothing, and is not worth a write per call.
        if (found.status() != account.status() || found.reason().isEmpty()) {
            trail.act(
                    tenant,
                    () -> accounts.setStatus(tenant, account.id(), found.status(), found.reason()),
                    _ -> AuditEvent.done(
                                    "connected_account.status_changed",
                                    PROBE,
                                    account.id().value())
                            .with("status", found.status().name())
                            .with("verified", String.valueOf(found.reason().isEmpty())));
        }
    }

    private ObjectNode apply(
            AccountEffect effect, TenantId tenant, ConnectedAccount account, ObjectNode arguments, ObjectNode result) {
        switch (effect) {
            case AccountEffect.Remember(var member, var field, var asked) -> {
                var value = result.path(member);
                if (arguments.path(asked).asBoolean()
                        && value.isTextual()
                        && connect.remember(tenant, account, field, value.textValue())) {
                    result.remove(member);
                    result.put(REMEMBERED, member);
                }
            }
            case AccountEffect.Forget(var field, var argument) -> {
                if (!arguments.hasNonNull(argument)) {
                    connect.forget(tenant, account, field);
                }
            }
        }
        return result;
    }
}
