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
    private final ChangeAccount change;
    private final CredentialProbe credentials;
    private final AuditTrail trail;

    AfterCall(ConnectedAccounts accounts, ChangeAccount change, CredentialProbe credentials, AuditTrail trail) {
        this.accounts = accounts;
        this.change = change;
        this.credentials = credentials;
        this.trail = trail;
    }

    /**
     * The outcome, without what went into the account. When nothing can be stored the outcome stays as it is: told of a
     * failure the caller would repeat a call that has taken effect.
     *
     * @param userId for whom the call was made. A token goes into an account only for the user it belongs to: from then on
     *     everybody's calls would be made with what somebody else logged in as
     */
    public Outcome<ObjectNode> settle(
            TenantId tenant,
            String userId,
            Toolkit toolkit,
            Tool tool,
            ObjectNode arguments,
            ConnectedAccount account,
            Outcome<ObjectNode> outcome) {
        try {
            return settled(tenant, userId, toolkit, tool, arguments, account, outcome);
        } catch (RuntimeException unstored) {
            LOG.errorf(unstored, "what a call of %s leaves behind in its account was not stored", tool.slug());
            return outcome;
        }
    }

    private Outcome<ObjectNode> settled(
            TenantId tenant,
            String userId,
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
                .map(effect -> outcome.map(result -> apply(effect, tenant, userId, account, arguments, result)))
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
            AccountEffect effect,
            TenantId tenant,
            String userId,
            ConnectedAccount account,
            ObjectNode arguments,
            ObjectNode result) {
        switch (effect) {
            case AccountEffect.Remember(var member, var field, var asked) -> {
                var value = result.path(member);
                if (arguments.path(asked).asBoolean()
                        && value.isTextual()
                        && account.userId().equals(userId)
                        && change.remember(tenant, account, field, value.textValue())) {
                    result.remove(member);
                    result.put(REMEMBERED, member);
                }
            }
            case AccountEffect.Forget(var field, var argument) -> {
                if (!arguments.hasNonNull(argument)) {
                    change.forget(tenant, account, field);
                }
            }
        }
        return result;
    }
}
