package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.connect.ConnectionFields.Fit;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a connected account from the fields a caller gives, or gives an account new ones. */
@ApplicationScoped
public class ConnectAccount {
    private final ConnectedAccounts accounts;
    private final CredentialVault vault;
    private final TenantTransactions transactions;
    private final Catalog catalog;

    ConnectAccount(
            ConnectedAccounts accounts, CredentialVault vault, TenantTransactions transactions, Catalog catalog) {
        this.accounts = accounts;
        this.vault = vault;
        this.transactions = transactions;
        this.catalog = catalog;
    }

    /** How it ended. */
    public sealed interface Result {
        record Connected(ConnectedAccount account) implements Result {}

        /** Nothing was stored. Problems name fields, never their values. */
        record Refused(List<String> problems) implements Result {}

        record AliasTaken(String alias) implements Result {}

        record Absent() implements Result {}
    }

    /** Account and credential are stored together or not at all. */
    public Result connect(
            TenantId tenant, AuthConfig config, String userId, Optional<String> alias, Map<String, String> given) {
        return switch (ConnectionFields.fit(forms(config.toolkit()), given, Set.of())) {
            case Fit.Misfits(var problems) -> new Result.Refused(problems);
            case Fit.Fits(var form, var values) -> {
                var secrets = secrets(values);
                try {
                    var account = new NewAccount(
                            userId,
                            config.id(),
                            form.name(),
                            alias,
                            AccountStatus.ACTIVE,
                            Optional.empty(),
                            VisibleFields.of(form, secrets));
                    yield transactions.call(tenant, () -> stored(tenant, accounts.create(tenant, account), secrets));
                } finally {
                    secrets.values().forEach(Secret::close);
                }
            }
        };
    }

    /**
     * Gives the account new values for the fields named, and the alias if one is given, together or not at all. The other
     * fields stay, the connection form too.
     */
    public Result change(TenantId tenant, ConnectedAccount account, Optional<String> alias, Map<String, String> given) {
        var form = forms(account.toolkit()).stream()
                .filter(candidate -> candidate.name().equals(account.form()))
                .toList();
        return vault.use(tenant, account.id(), present -> switch (ConnectionFields.fit(form, given, present.keySet())) {
            case Fit.Misfits(var problems) -> new Result.Refused(problems);
            case Fit.Fits(var fitted, var values) -> {
                var secrets = secrets(values);
                present.forEach((name, secret) -> secrets.computeIfAbsent(name, absent -> secret.copy()));
                try {
                    var patch = new AccountPatch(alias, Optional.of(VisibleFields.of(fitted, secrets)));
                    yield transactions.call(
                            tenant, () -> stored(tenant, accounts.patch(tenant, account.id(), patch), secrets));
                } finally {
                    secrets.values().forEach(Secret::close);
                }
            }
        });
    }

    private Result stored(TenantId tenant, AccountChange change, Map<String, Secret> secrets) {
        return switch (change) {
            case AccountChange.Changed(var account) -> {
                vault.store(tenant, account.id(), secrets);
                yield new Result.Connected(account);
            }
            case AccountChange.AliasTaken(var alias) -> new Result.AliasTaken(alias);
            case AccountChange.Absent() -> new Result.Absent();
        };
    }

    private List<ConnectionForm> forms(ToolkitSlug toolkit) {
        return catalog.toolkit(toolkit).orElseThrow().connections();
    }

    private static Map<String, Secret> secrets(Map<String, String> values) {
        var secrets = new LinkedHashMap<String, Secret>();
        values.forEach((name, value) -> secrets.put(name, Secret.copyOf(value)));
        return secrets;
    }
}
