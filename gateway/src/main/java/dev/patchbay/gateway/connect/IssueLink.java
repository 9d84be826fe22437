package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.token.ConnectLinks;
import dev.patchbay.authstore.token.NewConnectLink;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.LinkIssue.Issued;
import dev.patchbay.gateway.connect.LinkIssue.Reason;
import dev.patchbay.gateway.connect.LinkIssue.Refused;
import dev.patchbay.gateway.session.Origins;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes Connect links: an INITIATED account, and the address of a page where its user types the credential. Accounts that the
 * user has already are not touched.
 */
@ApplicationScoped
public class IssueLink {
    /** Where the pages are, under every origin of ours. */
    public static final String PATH = "/link/";

    private final ConnectLinks links;
    private final ConnectedAccounts accounts;
    private final AuthConfigChoice configs;
    private final Catalog catalog;
    private final Origins origins;
    private final TenantTransactions transactions;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Duration lifetime;

    /** @param lifetime of a link; the contract's ten minutes, and never more than the fifteen of R69 */
    IssueLink(
            ConnectLinks links,
            ConnectedAccounts accounts,
            AuthConfigChoice configs,
            Catalog catalog,
            Origins origins,
            TenantTransactions transactions,
            AuditTrail trail,
            CurrentCaller caller,
            Clock clock,
            @ConfigProperty(name = "patchbay.connect.link-lifetime", defaultValue = "10M") Duration lifetime) {
        this.links = links;
        this.accounts = accounts;
        this.configs = configs;
        this.catalog = catalog;
        this.origins = origins;
        this.transactions = transactions;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
        this.lifetime = lifetime.compareTo(Duration.ofMinutes(15)) > 0 ? Duration.ofMinutes(15) : lifetime;
    }

    /**
     * A link as its request says.
     *
     * @param authority the host that the caller used; the link has it when it is one of ours
     */
    public LinkIssue issue(TenantId tenant, LinkRequest request, @Nullable String authority) {
        return issue(tenant, request, Optional.empty(), origin(authority));
    }

    /**
     * A link for the session's user, under the session's rules: only a toolkit it allows and for which it names no accounts,
     * with its auth config, its callback where none is given, and its own address for links where it has one.
     *
     * @throws dev.patchbay.gateway.session.StaleRules when the session's rules no longer hold
     */
    public LinkIssue issue(
            Session session,
            ToolkitSlug toolkit,
            Optional<String> alias,
            Sharing sharing,
            Optional<CallbackUrl> callback,
            @Nullable String authority) {
        var config = session.config();
        if (!config.toolkits().admits(toolkit)) {
            return restricted(
                    session,
                    toolkit,
                    Reason.TOOLKIT_NOT_ALLOWED,
                    "Toolkit " + toolkit + " is not allowed in this session (toolkits).");
        }
        if (config.pinnedAccounts().containsKey(toolkit)) {
            return restricted(
                    session,
                    toolkit,
                    Reason.ACCOUNT_PINNED,
                    "The session names the accounts to use for " + toolkit
                            + " (connected_accounts), so another one would never be used.");
        }
        var request = new LinkRequest(
                session.userId(),
                toolkit,
                Optional.ofNullable(config.authConfigs().get(toolkit)).map(AuthConfigId::new),
                alias,
                sharing,
                callback.or(() -> config.router().callbackUrl().map(CallbackUrl::new)));
        return issue(
                session.tenant(),
                request,
                Optional.of(session.id()),
                config.router().linkUrl().map(IssueLink::withoutSlash).orElseGet(() -> origin(authority)));
    }

    /**
     * A link for an account that was begun or connected before and cannot be used; it waits for its user again, and other links
     * to it that are still open stay open.
     *
     * @return empty when the account needs none, because it works or is switched off, or when it is gone
     */
    public Optional<LinkIssue> reissue(
            TenantId tenant, ConnectedAccount account, Optional<CallbackUrl> callback, @Nullable String authority) {
        return transactions.call(tenant, () -> switch (configs.of(
                tenant, account.toolkit(), Optional.of(account.authConfig()))) {
            case AuthConfigChoice.Choice.None(var refused) -> Optional.of(refused);
            case AuthConfigChoice.Choice.Of(var ignored) -> {
                var now = now();
                var expires = now.plus(lifetime);
                yield accounts.reopen(tenant, account.id(), expires)
                        .map(open -> linked(tenant, open, Optional.empty(), callback, origin(authority), now));
            }
        });
    }

    /** On record as the refusal of a tool is: here too somebody asked for what the session's rules exclude. */
    private Refused restricted(Session session, ToolkitSlug toolkit, Reason reason, String rule) {
        trail.record(
                session.tenant(),
                AuditEvent.done("tool.refused", caller.actor(), "")
                        .ended(AuditEvent.Outcome.REFUSED)
                        .with("tool", "toolkit " + toolkit)
                        .with("rule", rule)
                        .with("session", session.id().value()));
        return new Refused(reason, "[Session Restriction] " + rule);
    }

    private LinkIssue issue(TenantId tenant, LinkRequest request, Optional<SessionId> session, String origin) {
        return transactions.call(tenant, () -> switch (configs.of(tenant, request.toolkit(), request.authConfig())) {
            case AuthConfigChoice.Choice.None(var refused) -> refused;
            case AuthConfigChoice.Choice.Of(var config) -> issued(tenant, request, config, session, origin);
        });
    }

    private LinkIssue issued(
            TenantId tenant, LinkRequest request, AuthConfig config, Optional<SessionId> session, String origin) {
        var now = now();
        return switch (accounts.begin(tenant, account(request, config), now.plus(lifetime))) {
            case AccountChange.Changed(var account) ->
                linked(tenant, account, session, request.callback(), origin, now);
            case AccountChange.AliasTaken(var alias) ->
                new Refused(
                        Reason.ALIAS_TAKEN,
                        "alias: \"" + alias + "\" is already another account of this user and toolkit");
            case AccountChange.Absent() -> AuthConfigChoice.unknown();
        };
    }

    private LinkIssue linked(
            TenantId tenant,
            ConnectedAccount account,
            Optional<SessionId> session,
            Optional<CallbackUrl> callback,
            String origin,
            Instant now) {
        var expires = now.plus(lifetime);
        var link = links.create(
                tenant,
                new NewConnectLink(
                        account.id(), session.map(SessionId::value), callback.map(CallbackUrl::value), expires));
        trail.record(tenant, event(account, link.id()));
        return new Issued(link.token(), origin + PATH + link.token(), account.id(), account.authConfig(), now, expires);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Which of the toolkit's forms is filled in, the page will know; until then it is the first. */
    private NewAccount account(LinkRequest request, AuthConfig config) {
        var form = catalog.toolkit(config.toolkit()).orElseThrow().connections().getFirst();
        return new NewAccount(
                request.userId(),
                config.id(),
                form.name(),
                request.alias(),
                AccountStatus.INITIATED,
                Optional.empty(),
                request.sharing(),
                Map.of());
    }

    private AuditEvent event(ConnectedAccount account, String link) {
        var event = AuditEvent.done(
                        "connect_link.created", caller.actor(), account.id().value())
                .with("link", link)
                .with("toolkit", account.toolkit().value());
        return SharingDetails.of(event, account.sharing());
    }

    private String origin(@Nullable String authority) {
        return Optional.ofNullable(authority).flatMap(origins::originOf).orElseGet(origins::canonical);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
