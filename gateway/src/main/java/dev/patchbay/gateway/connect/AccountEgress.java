package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.WrongKeyException;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.gateway.egress.CredentialSource;
import dev.patchbay.gateway.egress.EgressGate;
import dev.patchbay.gateway.egress.RawRequest;
import dev.patchbay.gateway.egress.ServiceReached;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens the way out for one account: egress gets a handle on the credential, and asks for it only while it sends. */
@ApplicationScoped
public class AccountEgress {
    private final EgressGate gate;
    private final CredentialVault vault;
    private final StoredCredential credentials;
    private final ServiceReached reached;

    AccountEgress(EgressGate gate, CredentialVault vault, StoredCredential credentials, ServiceReached reached) {
        this.gate = gate;
        this.vault = vault;
        this.credentials = credentials;
        this.reached = reached;
    }

    /** Reads a request that a caller wrote for this account; opens nothing. */
    public RawRequest.Reading read(Toolkit toolkit, ConnectedAccount account, RawRequest raw) {
        return form(toolkit, account)
                .map(form -> gate.read(toolkit.slug(), form, open(form, account.visibleFields()), raw))
                .orElseGet(() -> new RawRequest.Reading.Misfit(
                        List.of("endpoint: the account was made in a way this release does not know; connect it again"),
                        false));
    }

    private static Optional<ConnectionForm> form(Toolkit toolkit, ConnectedAccount account) {
        return toolkit.connections().stream()
                .filter(form -> form.name().equals(account.form()))
                .findFirst();
    }

    /** The way out with the stored credential of a connected account. */
    public Outcome<Egress> open(TenantId tenant, Toolkit toolkit, ConnectedAccount account) {
        return open(tenant, toolkit, account, this::noteReached);
    }

    /** The same for a read of our own, which changes nothing at the service: repeating the present request may repeat it. */
    Outcome<Egress> openToProbe(TenantId tenant, Toolkit toolkit, ConnectedAccount account) {
        return open(tenant, toolkit, account, () -> {});
    }

    private Outcome<Egress> open(TenantId tenant, Toolkit toolkit, ConnectedAccount account, Runnable leaving) {
        return form(toolkit, account)
                .<Outcome<Egress>>map(form -> Outcome.ok(open(tenant, toolkit, form, account, leaving)))
                .orElseGet(() -> Outcome.failed(new Failure.NotConnected(
                        toolkit.slug(), "the account was made in a way this release does not know; connect it again")));
    }

    private Egress open(
            TenantId tenant, Toolkit toolkit, ConnectionForm form, ConnectedAccount account, Runnable leaving) {
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

            @Override
            public void leaving() {
                leaving.run();
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

    /** The Connect page sends outside of any request that could be repeated by a program. */
    private void noteReached() {
        if (Arc.requireContainer().requestContext().isActive()) {
            reached.note();
        }
    }

    /** Nothing was sent. */
    private Failure unreadable(TenantId tenant, Toolkit toolkit, ConnectedAccount account, Unreadable broken) {
        credentials.recordBroken(tenant, account, broken.why);
        return new Failure.NotConnected(
                toolkit.slug(), "The account's stored credential cannot be read. Connect the account again.");
    }

    private static final class Unreadable extends RuntimeException {
        private final RuntimeException why;

        Unreadable(RuntimeException broken) {
            super(broken);
            this.why = broken;
        }
    }

    /** The way out with a credential that is not stored yet, to probe it. The fields stay the caller's, who wipes them afterwards. */
    Egress openToProbe(Toolkit toolkit, ConnectionForm form, Map<String, Secret> fields) {
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
