package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.ConnectedAccounts.Ending;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.VisibleFields;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.ConnectLink;
import dev.patchbay.authstore.token.ConnectLinks;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ConnectionFields.Fit;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever opens a Connect link may do: look at it, try a credential, give up. Looking spends nothing; of several that
 * finish at once one wins, and afterwards the link does nothing any more.
 */
@ApplicationScoped
public class FollowLink {
    /** A credential may be corrected so often; then the link is spent, and nobody uses it to guess keys. */
    static final int MOST_ATTEMPTS = 10;

    private final ConnectLinks links;
    private final ConnectedAccounts accounts;
    private final Tenants tenants;
    private final Catalog catalog;
    private final CredentialProbe probe;
    private final CredentialVault vault;
    private final TenantTransactions transactions;
    private final AuditTrail trail;
    private final Clock clock;

    FollowLink(
            ConnectLinks links,
            ConnectedAccounts accounts,
            Tenants tenants,
            Catalog catalog,
            CredentialProbe probe,
            CredentialVault vault,
            TenantTransactions transactions,
            AuditTrail trail,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.tenants = tenants;
        this.catalog = catalog;
        this.probe = probe;
        this.vault = vault;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** What a link leads to. */
    public sealed interface Visit {
        /** Nothing that was ever a link, or one whose account, session or tenant is gone: which is not said. */
        record Unknown() implements Visit {}

        record Expired() implements Visit {}

        /** Used, given up, or tried too often; or the account was finished in another way. */
        record Used() implements Visit {}

        /** @param asker name of the tenant who made the link */
        record Open(ConnectLink link, ConnectedAccount account, Toolkit toolkit, String asker) implements Visit {
            /** As whom the audit log knows the holder of the link. */
            public Actor actor() {
                return new Actor.LinkHolder(link.id());
            }
        }
    }

    /** How a try ended. Texts never repeat what was typed. */
    public sealed interface Try {
        /**
         * The account is there.
         *
         * @param unverified why it is not known yet whether the credential works; empty when it does
         */
        record Connected(Optional<String> unverified, Optional<String> callback) implements Try {}

        /** Nothing was sent, and the try does not count. Each problem begins with the name of its field, where it has one. */
        record Misfit(List<String> problems) implements Try {}

        /** The service refused; it can be tried again. */
        record Refused(String reason) implements Try {}

        /** The service refused too often: the account is FAILED, the link spent. */
        record Spent(String reason, Optional<String> callback) implements Try {}

        /** Somebody else was faster, or time was up: {@link #open} says which. */
        record Late() implements Try {}
    }

    public Visit open(String token) {
        var found = links.find(token);
        if (found.isEmpty()) {
            return new Visit.Unknown();
        }
        var link = found.get();
        return transactions.call(link.tenant(), () -> visit(link));
    }

    private Visit visit(ConnectLink link) {
        var account = accounts.get(link.tenant(), link.account());
        var tenant = tenants.get(link.tenant());
        if (account.isEmpty() || tenant.isEmpty()) {
            return new Visit.Unknown();
        }
        if (link.isUsed() || link.attempts() >= MOST_ATTEMPTS) {
            return new Visit.Used();
        }
        if (link.isExpiredAt(clock.instant())) {
            return new Visit.Expired();
        }
        return account.get().status() == AccountStatus.INITIATED
                ? new Visit.Open(
                        link,
                        account.get(),
                        catalog.toolkit(account.get().toolkit()).orElseThrow(),
                        tenant.get().shownName())
                : new Visit.Used();
    }

    /** Asks the service about the credential, and if it does not refuse it, stores it, makes the account ACTIVE and spends the link. */
    public Try submit(Visit.Open visit, ConnectionForm form, Map<String, String> given) {
        return switch (ConnectionFields.fit(List.of(form), GivenFields.of(given), Set.of())) {
            case Fit.Misfits(var problems) -> new Try.Misfit(problems);
            case Fit.Fits(var fitted, var values, var ignored) -> {
                var attempt = links.attempt(visit.link(), MOST_ATTEMPTS);
                if (attempt.isEmpty()) {
                    yield new Try.Late();
                }
                try (var fields = SecretFields.of(values)) {
                    var standing =
                            probe.ask(visit.link().tenant(), visit.actor(), visit.toolkit(), fitted, fields.byName());
                    yield standing.status() == AccountStatus.FAILED
                            ? refused(visit, standing, attempt.getAsInt())
                            : connected(visit, fitted, fields, standing);
                }
            }
        };
    }

    /** The person does not want to. Whether there was still something to give up. */
    public boolean cancel(Visit.Open visit) {
        return spend(
                visit,
                unconnected(visit, Optional.of("The user declined to connect the account.")),
                () -> trail.record(visit.link().tenant(), event("connect_link.declined", visit)));
    }

    /** Where the browser goes when the account was not connected. */
    public Optional<String> callbackOfFailure(Visit.Open visit) {
        return callback(visit, false);
    }

    private Try connected(Visit.Open visit, ConnectionForm form, SecretFields fields, Standing standing) {
        var tenant = visit.link().tenant();
        var ending = new Ending(
                form.name(), VisibleFields.of(form, fields.byName()), standing.status(), standing.statedReason());
        var done = spend(visit, ending, () -> {
            vault.store(tenant, visit.account().id(), fields.byName());
            trail.record(
                    tenant,
                    event("connected_account.connected", visit)
                            .with("toolkit", visit.toolkit().slug().value())
                            .with("status", standing.status().name())
                            .with("verified", String.valueOf(standing.reason().isEmpty())));
        });
        return done ? new Try.Connected(standing.statedReason(), callback(visit, true)) : new Try.Late();
    }

    /** @param attempt as counted: what the visit was opened with is older, and others may have tried since */
    private Try refused(Visit.Open visit, Standing standing, int attempt) {
        var event = event("connected_account.refused", visit)
                .ended(AuditEvent.Outcome.REFUSED)
                .with("toolkit", visit.toolkit().slug().value());
        if (attempt < MOST_ATTEMPTS) {
            trail.record(visit.link().tenant(), event);
            return new Try.Refused(standing.reason());
        }
        return spend(
                        visit,
                        unconnected(visit, standing.statedReason()),
                        () -> trail.record(visit.link().tenant(), event))
                ? new Try.Spent(standing.reason(), callback(visit, false))
                : new Try.Late();
    }

    /** What the account had before, it still has. */
    private static Ending unconnected(Visit.Open visit, Optional<String> reason) {
        var account = visit.account();
        return new Ending(account.form(), account.visibleFields(), AccountStatus.FAILED, reason);
    }

    /** Link and account end together or not at all; the link's row is what everybody else who finishes waits for. */
    private boolean spend(Visit.Open visit, Ending ending, Runnable rest) {
        var tenant = visit.link().tenant();
        return transactions.call(tenant, () -> {
            var won = links.use(visit.link())
                    && accounts.finish(tenant, visit.account().id(), ending) instanceof AccountChange.Changed;
            if (won) {
                rest.run();
            }
            return won;
        });
    }

    private static Optional<String> callback(Visit.Open visit, boolean success) {
        return visit.link()
                .callbackUrl()
                .flatMap(CallbackUrl::read)
                .map(url -> url.with(success, visit.account().id()));
    }

    private static AuditEvent event(String action, Visit.Open visit) {
        return AuditEvent.done(action, visit.actor(), visit.account().id().value());
    }
}
