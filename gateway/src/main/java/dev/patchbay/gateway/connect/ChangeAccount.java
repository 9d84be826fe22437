package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ConnectAccount.Result;
import dev.patchbay.gateway.connect.ConnectionFields.Fit;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes an account that is there: its name, whom it admits, its credential. */
@ApplicationScoped
public class ChangeAccount {
    /** So often the service is asked anew because somebody else changed the account meanwhile. */
    private static final int TRIES = 3;

    private static final String UNREADABLE =
            "the stored credential can no longer be read; send every field of the connection, and it is replaced";

    private final ConnectedAccounts accounts;
    private final StoredCredential credentials;
    private final TenantTransactions transactions;
    private final Catalog catalog;
    private final CredentialProbe probe;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    ChangeAccount(
            ConnectedAccounts accounts,
            StoredCredential credentials,
            TenantTransactions transactions,
            Catalog catalog,
            CredentialProbe probe,
            AuditTrail trail,
            CurrentCaller caller) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.transactions = transactions;
        this.catalog = catalog;
        this.probe = probe;
        this.trail = trail;
        this.caller = caller;
    }

    /** Changes what is not the credential, together or not at all. */
    public Result change(TenantId tenant, ConnectedAccount account, AccountPatch patch) {
        return transactions.call(tenant, () -> {
            var result = result(accounts.patch(tenant, account.id(), patch));
            patch.alias().ifPresent(_ -> record(tenant, result, "alias"));
            recordSharing(tenant, patch, result);
            return result;
        });
    }

    /**
     * Gives the account new values for the fields named and takes those to be removed, together with the other changes or not
     * at all. Fields that are not named stay, and so does the connection form, unless the account has no credential yet, or
     * none that can be read: then all of a form's fields are needed. The service is asked whether the credential works.
     */
    public Result change(TenantId tenant, ConnectedAccount account, AccountPatch patch, GivenFields given) {
        for (int tries = 1; ; tries++) {
            var prepared = transactions.call(
                    tenant, () -> accounts.get(tenant, account.id()).map(seen -> prepared(tenant, seen, given)));
            if (prepared.isEmpty()) {
                return new Result.Absent();
            }
            switch (prepared.get()) {
                case Prepared.Misfit(var problems) -> {
                    return new Result.Refused(problems);
                }
                case Prepared.Ready ready -> {
                    var result = tried(tenant, ready, patch, tries == TRIES);
                    if (result.isPresent()) {
                        return result.get();
                    }
                }
            }
        }
    }

    /** What a change of the credential comes to. */
    private sealed interface Prepared {
        record Misfit(List<String> problems) implements Prepared {}

        /**
         * @param fields what the change gives with those that there were; whoever takes this wipes them
         * @param replaced whether nothing of what there was stays
         */
        record Ready(
                ConnectedAccount seen, ConnectionForm form, FieldsChange change, SecretFields fields, boolean replaced)
                implements Prepared {}
    }

    /** Read in one transaction, so that what another node has changed just now is seen. */
    private Prepared prepared(TenantId tenant, ConnectedAccount seen, GivenFields given) {
        return credentials.use(tenant, seen, present -> {
            var stored = present.orElse(Map.of());
            // Then it may be of another form too, and what did not open is not opened again.
            var replaced = stored.isEmpty();
            var toolkit = toolkit(seen);
            var forms = replaced
                    ? toolkit.connections()
                    : form(toolkit, seen).stream().toList();
            return switch (ConnectionFields.fit(forms, given, stored.keySet())) {
                case Fit.Misfits(var problems) ->
                    new Prepared.Misfit(present.isPresent() ? problems : unreadable(problems));
                case Fit.Fits(var form, var values, var removed) -> {
                    var change = new FieldsChange(values, removed);
                    var problems = change.problems(form, stored);
                    yield problems.isEmpty()
                            ? new Prepared.Ready(seen, form, change, change.over(stored), replaced)
                            : new Prepared.Misfit(problems);
                }
            };
        });
    }

    /** Empty when the account was changed while the service was asked, so that something else was asked about. */
    private Optional<Result> tried(TenantId tenant, Prepared.Ready ready, AccountPatch patch, boolean last) {
        var seen = ready.seen;
        try (var fields = ready.fields) {
            var standing = probe.ask(tenant, toolkit(seen), ready.form, fields.byName());
            return transactions.call(tenant, () -> {
                var outdated = accounts.lock(tenant, seen.id())
                        .filter(now -> !now.updatedAt().equals(seen.updatedAt()))
                        .isPresent();
                if (outdated && !last) {
                    return Optional.empty();
                }
                var result = ready.replaced
                        ? stored(tenant, seen, patch, ready.form, fields)
                        : merged(tenant, seen, patch, ready.form, ready.change);
                return Optional.of(settled(tenant, patch, standing, result));
            });
        }
    }

    private static List<String> unreadable(List<String> problems) {
        var all = new ArrayList<>(List.of(UNREADABLE));
        all.addAll(problems);
        return all;
    }

    private Result settled(TenantId tenant, AccountPatch patch, Standing standing, Result result) {
        if (!(result instanceof Result.Connected(var account))) {
            return result;
        }
        var settled = result(accounts.setStatus(tenant, account.id(), standing.status(), standing.reason()));
        record(tenant, settled, "credential");
        recordSharing(tenant, patch, settled);
        return settled;
    }

    /** Stores one more field, such as a token that a call has brought; whether the account was still there to take it. */
    boolean remember(TenantId tenant, ConnectedAccount account, String field, String value) {
        return rewrite(tenant, account, "remembered " + field, new FieldsChange(Map.of(field, value), Set.of()));
    }

    /** Removes one field, which must be optional. */
    void forget(TenantId tenant, ConnectedAccount account, String field) {
        rewrite(tenant, account, "forgot " + field, new FieldsChange(Map.of(), Set.of(field)));
    }

    private boolean rewrite(TenantId tenant, ConnectedAccount account, String what, FieldsChange change) {
        var form = form(toolkit(account), account);
        return form.isPresent()
                && transactions.call(tenant, () -> {
                            var result = accounts.lock(tenant, account.id()).isPresent()
                                    ? merged(tenant, account, AccountPatch.NONE, form.get(), change)
                                    : new Result.Absent();
                            record(tenant, result, what);
                            return result;
                        })
                        instanceof Result.Connected;
    }

    /** Reads the fields again, now that the account is locked, so that of two changes at once neither is lost. */
    private Result merged(
            TenantId tenant, ConnectedAccount account, AccountPatch patch, ConnectionForm form, FieldsChange change) {
        return credentials.use(tenant, account, present -> {
            var stored = present.orElseThrow();
            var problems = change.problems(form, stored);
            if (!problems.isEmpty()) {
                return new Result.Refused(problems);
            }
            try (var fields = change.over(stored)) {
                return stored(tenant, account, patch, form, fields);
            }
        });
    }

    private Result stored(
            TenantId tenant, ConnectedAccount account, AccountPatch patch, ConnectionForm form, SecretFields fields) {
        var known = new AccountPatch.Fields(form.name(), VisibleFields.of(form, fields.byName()));
        var result = result(accounts.patch(tenant, account.id(), patch.withFields(known)));
        if (result instanceof Result.Connected) {
            credentials.store(tenant, account, fields);
        }
        return result;
    }

    private static Result result(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed(var account) -> new Result.Connected(account);
            case AccountChange.AliasTaken(var alias) -> new Result.AliasTaken(alias);
            case AccountChange.Absent() -> new Result.Absent();
        };
    }

    /** Only what was stored is an act; the rest has changed nothing. */
    private void record(TenantId tenant, Result result, String what) {
        if (result instanceof Result.Connected(var account)) {
            trail.record(
                    tenant,
                    event("changed", account)
                            .with("changed", what)
                            .with("status", account.status().name()));
        }
    }

    private void recordSharing(TenantId tenant, AccountPatch patch, Result result) {
        if (patch.sharing().isPresent() && result instanceof Result.Connected(var account)) {
            trail.record(tenant, SharingDetails.of(event("acl_changed", account), account.sharing()));
        }
    }

    private AuditEvent event(String verb, ConnectedAccount account) {
        return AuditEvent.done(
                "connected_account." + verb, caller.actor(), account.id().value());
    }

    private Toolkit toolkit(ConnectedAccount account) {
        return catalog.toolkit(account.toolkit()).orElseThrow();
    }

    private static Optional<ConnectionForm> form(Toolkit toolkit, ConnectedAccount account) {
        return toolkit.connections().stream()
                .filter(candidate -> candidate.name().equals(account.form()))
                .findFirst();
    }
}
