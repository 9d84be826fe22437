package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.WrongKeyException;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.egress.CredentialSource;
import dev.patchbay.gateway.egress.EgressGate;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Opens the way out for one account: egress gets a handle on the credential, and asks for it only while it sends. */
@ApplicationScoped
public class AccountEgress {
    private static final Logger LOG = Logger.getLogger(AccountEgress.class);

    private final EgressGate gate;
    private final CredentialVault vault;
    private final AuditTrail audit;

    AccountEgress(EgressGate gate, CredentialVault vault, AuditTrail audit) {
        this.gate = gate;
        this.vault = vault;
        this.audit = audit;
    }

    /** The way out with the stored credential of a connected account. */
    public Outcome<Egress> open(TenantId tenant, Toolkit toolkit, ConnectedAccount account) {
        return toolkit.connections().stream()
                .filter(form -> form.name().equals(account.form()))
                .findFirst()
                .<Outcome<Egress>>map(form -> Outcome.ok(open(tenant, toolkit, form, account)))
                .orElseGet(() -> Outcome.failed(new Failure.NotConnected(
                        toolkit.slug(), "the account was made in a way this release does not know; connect it again")));
    }

    private Egress open(TenantId tenant, Toolkit toolkit, ConnectionForm form, ConnectedAccount account) {
        var way = gate.open(toolkit.slug(), form, new CredentialSource() {
            private final Map<String, String> visible = open(form, account.visibleFields());

            @Override
            public Map<String, String> visible() {
                return visible;
            }

            @Override
            public <R> R use(Function<Map<String, Secret>, R> use) {
                try {
                    return vault.use(tenant, account.id(), use);
                } catch (BrokenSealException | WrongKeyException broken) {
                    throw new Unreadable(broken);
                }
            }
        });
        return request -> {
            try {
                return way.send(request);
            } catch (Unreadable broken) {
                return Outcome.failed(unreadable(tenant, toolkit, account, broken));
            }
        };
    }

    /** Nothing was sent. What is wrong with the stored value is for the operator, not for the caller. */
    private Failure unreadable(TenantId tenant, Toolkit toolkit, ConnectedAccount account, Unreadable broken) {
        LOG.errorf(broken.getCause(), "the stored credential of account %s does not open", account.id());
        audit.record(
                tenant,
                new AuditEvent(
                        "credential.integrity_failed",
                        new Actor.Job("credential-vault"),
                        account.id().value(),
                        AuditEvent.Outcome.FAILED,
                        Map.of()));
        return new Failure.NotConnected(
                toolkit.slug(), "The account's stored credential cannot be read. Connect the account again.");
    }

    private static final class Unreadable extends RuntimeException {
        Unreadable(RuntimeException broken) {
            super(broken);
        }
    }

    /** The way out with a credential that is not stored yet. The fields stay the caller's, who wipes them afterwards. */
    Egress open(Toolkit toolkit, ConnectionForm form, Map<String, Secret> fields) {
        return gate.open(toolkit.slug(), form, new CredentialSource() {
            private final Map<String, String> visible = open(form, VisibleFields.of(form, fields));

            @Override
            public Map<String, String> visible() {
                return visible;
            }

            @Override
            public <R> R use(Function<Map<String, Secret>, R> use) {
                return use.apply(fields);
            }
        });
    }

    private static Map<String, String> open(ConnectionForm form, Map<String, String> visible) {
        var open = form.fields().stream()
                .filter(field -> !field.secret())
                .map(ConnectionForm.Field::name)
                .collect(Collectors.toSet());
        return visible.entrySet().stream()
                .filter(entry -> open.contains(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
