package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings an account up to date. A key is not renewed by anybody, so an account that works stays as it is; for one that does
 * not there is a link on which its user connects it again.
 */
@ApplicationScoped
public class RefreshAccount {
    private static final String NEXT_CALL = "Its next call decides: ";

    private final ConnectedAccounts accounts;
    private final IssueLink links;
    private final CredentialProbe probe;
    private final Catalog catalog;
    private final TenantTransactions transactions;
    private final AuditTrail trail;
    private final CurrentCaller caller;

    RefreshAccount(
            ConnectedAccounts accounts,
            IssueLink links,
            CredentialProbe probe,
            Catalog catalog,
            TenantTransactions transactions,
            AuditTrail trail,
            CurrentCaller caller) {
        this.accounts = accounts;
        this.links = links;
        this.probe = probe;
        this.catalog = catalog;
        this.transactions = transactions;
        this.trail = trail;
        this.caller = caller;
    }

    /** What is to be asked and done beside reading where the account stands. */
    public enum Credential {
        LEFT_ALONE,
        TRIED
    }

    /**
     * @param finding what is wrong, or not certain, about the account; empty when all is well
     * @param link where its user connects it again, or why there is none; empty where none is needed
     */
    public record Refreshed(ConnectedAccount account, Optional<String> finding, Optional<LinkIssue> link) {}

    /**
     * Where the credential is tried, a working one makes a FAILED account ACTIVE; a refused one leaves an ACTIVE account
     * ACTIVE, with the reason, until its next call is refused too (docs/adr/0010). A service that gives no clear answer leaves
     * all as it is, without a link: perhaps nobody has to connect anything.
     *
     * @param callback where the user's browser goes after the link
     * @param authority the host that the caller used
     * @return empty when there is no such account any more
     */
    public Optional<Refreshed> refresh(
            TenantId tenant,
            ConnectedAccount account,
            Credential credential,
            Optional<CallbackUrl> callback,
            @Nullable String authority) {
        var found = switch (credential) {
            case TRIED -> tried(tenant, account);
            case LEFT_ALONE -> Optional.<Standing>empty();
        };
        var link = accounts.get(tenant, account.id())
                .filter(now -> now.status() != AccountStatus.ACTIVE)
                .filter(_ -> found.filter(Standing::isUnclear).isEmpty())
                .flatMap(now -> links.reissue(tenant, now, callback, authority));
        return accounts.get(tenant, account.id())
                .map(now ->
                        new Refreshed(now, found.flatMap(Standing::statedReason).or(now::statusReason), link));
    }

    /** What the service says; it is not asked about a credential that there is not, or that is switched off. */
    private Optional<Standing> tried(TenantId tenant, ConnectedAccount account) {
        var toolkit = catalog.toolkit(account.toolkit()).orElseThrow();
        var holdsOne = !account.visibleFields().isEmpty();
        if (!holdsOne
                || account.status() == AccountStatus.INACTIVE
                || toolkit.probe().isEmpty()) {
            return Optional.empty();
        }
        var found = probe.ask(tenant, toolkit, account);
        var after = after(account, found);
        if (after.status() != account.status() || !after.statedReason().equals(account.statusReason())) {
            settle(tenant, account, after);
        }
        return Optional.of(found);
    }

    /** Where the account stands then: an unclear answer changes nothing. */
    private static Standing after(ConnectedAccount account, Standing found) {
        if (found.equals(Standing.WELL)) {
            return found;
        }
        var refused = found.status() == AccountStatus.FAILED && account.status() == AccountStatus.ACTIVE;
        return refused
                ? new Standing(AccountStatus.ACTIVE, NEXT_CALL + found.reason())
                : new Standing(account.status(), account.statusReason().orElse(""));
    }

    /** Not when somebody changed the account meanwhile: then something else was asked about. */
    private void settle(TenantId tenant, ConnectedAccount account, Standing standing) {
        transactions.run(
                tenant,
                () -> accounts.lock(tenant, account.id())
                        .filter(now -> now.updatedAt().equals(account.updatedAt()))
                        .ifPresent(now -> {
                            accounts.setStatus(tenant, now.id(), standing.status(), standing.reason());
                            trail.record(
                                    tenant,
                                    AuditEvent.done(
                                                    "connected_account.status_changed",
                                                    caller.actor(),
                                                    now.id().value())
                                            .with("status", standing.status().name())
                                            .with(
                                                    "verified",
                                                    String.valueOf(
                                                            standing.reason().isEmpty())));
                        }));
    }
}
