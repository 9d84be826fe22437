package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ConnectionFields.Fit;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes a connected account from the fields a caller gives, or gives an account new ones. */
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

    /** How it ended. */
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
            TenantId tenant, AuthConfig config, String userId, Optional<String> alias, Map<String, String> given) {
        var toolkit = toolkit(config.toolkit());
        return switch (ConnectionFields.fit(toolkit.connections(), given, Set.of())) {
            case Fit.Misfits(var problems) -> new Result.Refused(problems);
            case Fit.Fits(var form, var values) -> {
                try (var fields = SecretFields.of(values)) {
                    var standing = probe.ask(tenant, toolkit, form, fields.byName());
                    var account = new NewAccount(
                            userId,
                            config.id(),
                            form.name(),
                            alias,
                            standing.status(),
                            standing.statedReason(),
                            VisibleFields.of(form, fields.byName()));
                    yield transactions.call(
                            tenant,
                            () -> recorded(
                                    tenant, "created", stored(tenant, accounts.create(tenant, account), fields)));
                }
            }
        };
    }

    /**
     * Gives the account new values for the fields named, and the alias if one is given, together or not at all. The other
     * fields stay, the connection form too. The service is asked again whether the credential works.
     */
    public Result change(TenantId tenant, ConnectedAccount account, Optional<String> alias, Map<String, String> given) {
        var toolkit = toolkit(account.toolkit());
        var form = form(toolkit, account).stream().toList();
        return vault.use(tenant, account.id(), present -> switch (ConnectionFields.fit(form, given, present.keySet())) {
            case Fit.Misfits(var problems) -> new Result.Refused(problems);
            case Fit.Fits(var fitted, var values) -> {
                try (var fields = SecretFields.over(present, values)) {
                    var standing = probe.ask(tenant, toolkit, fitted, fields.byName());
                    yield transactions.call(tenant, () -> {
                        var result = rewritten(tenant, account, fitted, alias, now -> SecretFields.over(now, values));
                        if (result instanceof Result.Connected) {
                            accounts.setStatus(tenant, account.id(), standing.status(), standing.reason());
                        }
                        return recorded(
                                tenant,
                                "changed",
                                accounts.get(tenant, account.id())
                                        .<Result>map(changed -> result instanceof Result.Connected
                                                ? new Result.Connected(changed)
                                                : result)
                                        .orElseGet(Result.Absent::new));
                    });
                }
            }
        });
    }

    /** Stores one more field, such as a token that a call has brought; whether the account was still there to take it. */
    boolean remember(TenantId tenant, ConnectedAccount account, String field, String value) {
        return rewrite(tenant, account, "remembered " + field, now -> SecretFields.over(now, Map.of(field, value)));
    }

    /** Removes one field, which must be optional. */
    void forget(TenantId tenant, ConnectedAccount account, String field) {
        rewrite(
                tenant,
                account,
                "forgot " + field,
                now -> SecretFields.over(now, Map.of()).without(field));
    }

    private boolean rewrite(
            TenantId tenant,
            ConnectedAccount account,
            String what,
            Function<Map<String, Secret>, SecretFields> change) {
        var form = form(toolkit(account.toolkit()), account);
        return form.isPresent()
                && transactions.call(tenant, () -> {
                            var result = rewritten(tenant, account, form.get(), Optional.empty(), change);
                            if (result instanceof Result.Connected) {
                                trail.record(tenant, event("changed", account).with("changed", what));
                            }
                            return result;
                        })
                        instanceof Result.Connected;
    }

    /** Only what was stored is an act; the rest has changed nothing. */
    private Result recorded(TenantId tenant, String verb, Result result) {
        if (result instanceof Result.Connected(var account)) {
            trail.record(
                    tenant,
                    event(verb, account)
                            .with("toolkit", account.toolkit().value())
                            .with("status", account.status().name())
                            .with("changed", "credential"));
        }
        return result;
    }

    private AuditEvent event(String verb, ConnectedAccount account) {
        return AuditEvent.done(
                "connected_account." + verb, caller.actor(), account.id().value());
    }

    /** Reads the fields under a lock, so that of two changes at once neither is lost. */
    private Result rewritten(
            TenantId tenant,
            ConnectedAccount account,
            ConnectionForm form,
            Optional<String> alias,
            Function<Map<String, Secret>, SecretFields> change) {
        if (accounts.lock(tenant, account.id()).isEmpty()) {
            return new Result.Absent();
        }
        return vault.use(tenant, account.id(), now -> {
            try (var fields = change.apply(now)) {
                var patch = new AccountPatch(alias, Optional.of(VisibleFields.of(form, fields.byName())));
                return stored(tenant, accounts.patch(tenant, account.id(), patch), fields);
            }
        });
    }

    private Result stored(TenantId tenant, AccountChange change, SecretFields fields) {
        return switch (change) {
            case AccountChange.Changed(var account) -> {
                vault.store(tenant, account.id(), fields.byName());
                yield new Result.Connected(account);
            }
            case AccountChange.AliasTaken(var alias) -> new Result.AliasTaken(alias);
            case AccountChange.Absent() -> new Result.Absent();
        };
    }

    private Toolkit toolkit(ToolkitSlug slug) {
        return catalog.toolkit(slug).orElseThrow();
    }

    private static Optional<ConnectionForm> form(Toolkit toolkit, ConnectedAccount account) {
        return toolkit.connections().stream()
                .filter(candidate -> candidate.name().equals(account.form()))
                .findFirst();
    }
}
