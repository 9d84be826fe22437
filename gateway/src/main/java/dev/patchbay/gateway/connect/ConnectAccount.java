package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ConnectionFields.Fit;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a connected account from the fields a caller gives. */
@ApplicationScoped
public class ConnectAccount {
    private final ConnectedAccounts accounts;
    private final CredentialVault vault;
    private final TenantTransactions transactions;
    private final Catalog catalog;
    private final CredentialProbe probe;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    ConnectAccount(
            ConnectedAccounts accounts,
            CredentialVault vault,
            TenantTransactions transactions,
            Catalog catalog,
            CredentialProbe probe,
            AuditTrail trail,
            CurrentCaller caller) {
        this.accounts = accounts;
        this.vault = vault;
        this.transactions = transactions;
        this.catalog = catalog;
        this.probe = probe;
        this.trail = trail;
        this.caller = caller;
    }

    /** How making or changing an account ended. */
    public sealed interface Result {
        record Connected(ConnectedAccount account) implements Result {}

        /** Nothing was stored. Problems name fields, never their values. */
        record Refused(List<String> problems) implements Result {}

        record AliasTaken(String alias) implements Result {}

        record Absent() implements Result {}
    }

    /**
     * Asks the service whether the credential works, then stores account and credential together or not at all. A refused
     * credential makes a FAILED account that says why; a service that gives no clear answer makes an ACTIVE one that says so.
     */
    public Result connect(
            TenantId tenant,
            AuthConfig config,
            String userId,
            Optional<String> alias,
            Sharing sharing,
            Map<String, String> given) {
        var toolkit = catalog.toolkit(config.toolkit()).orElseThrow();
        return switch (ConnectionFields.fit(toolkit.connections(), GivenFields.of(given), Set.of())) {
            case Fit.Misfits(var problems) -> new Result.Refused(problems);
            case Fit.Fits(var form, var values, var ignored) -> {
                try (var fields = SecretFields.of(values)) {
                    var standing = probe.ask(tenant, toolkit, form, fields.byName());
                    var account = new NewAccount(
                            userId,
                            config.id(),
                            form.name(),
                            alias,
                            standing.status(),
                            standing.statedReason(),
                            sharing,
                            VisibleFields.of(form, fields.byName()));
                    yield transactions.call(tenant, () -> stored(tenant, accounts.create(tenant, account), fields));
                }
            }
        };
    }

    private Result stored(TenantId tenant, AccountChange change, SecretFields fields) {
        return switch (change) {
            case AccountChange.Changed(var account) -> {
                vault.store(tenant, account.id(), fields.byName());
                trail.record(tenant, event(account));
                yield new Result.Connected(account);
            }
            case AccountChange.AliasTaken(var alias) -> new Result.AliasTaken(alias);
            case AccountChange.Absent() -> new Result.Absent();
        };
    }

    private AuditEvent event(ConnectedAccount account) {
        var event = AuditEvent.done(
                        "connected_account.created",
                        caller.actor(),
                        account.id().value())
                .with("toolkit", account.toolkit().value())
                .with("status", account.status().name());
        return SharingDetails.of(event, account.sharing());
    }
}
