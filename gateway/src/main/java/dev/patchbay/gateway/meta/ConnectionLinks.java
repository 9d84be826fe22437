package dev.patchbay.gateway.meta;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.connect.IssueLink;
import dev.patchbay.gateway.connect.LinkIssue;
import dev.patchbay.gateway.connect.LinkRequest;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure.NotConnected.Remedy;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Connect links for an agent to show to its user. Agents ask again and again, so a link that was given is given again for half
 * of its life while nobody has used it; each would begin another account otherwise.
 */
@ApplicationScoped
class ConnectionLinks {
    private static final Duration GIVEN_AGAIN = Duration.ofMinutes(5);

    private final IssueLink issue;
    private final ConnectedAccounts accounts;
    private final CurrentVertxRequest request;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Cache<Asked, LinkIssue.Issued> given = Caffeine.newBuilder()
            .expireAfterWrite(GIVEN_AGAIN)
            .maximumSize(10_000)
            .build();

    ConnectionLinks(
            IssueLink issue,
            ConnectedAccounts accounts,
            CurrentVertxRequest request,
            CurrentCaller caller,
            Clock clock) {
        this.caller = caller;
        this.clock = clock;
        this.issue = issue;
        this.accounts = accounts;
        this.request = request;
    }

    private record Asked(TenantId tenant, String asker, int configVersion, ToolkitSlug toolkit) {
        static Asked by(ToolScope scope, ToolkitSlug toolkit) {
            return switch (scope) {
                case ToolScope.InSession(var session) ->
                    new Asked(session.tenant(), session.id().value(), session.configVersion(), toolkit);
                case ToolScope.ForUser(var tenant, var user) -> new Asked(tenant, "user " + user, 0, toolkit);
            };
        }
    }

    /**
     * Of calls at once one makes the link and the others get it.
     *
     * @param fresh a new link even where one given shortly before is still open
     */
    LinkIssue offer(ToolScope scope, ToolkitSlug toolkit, boolean fresh) {
        var refused = new AtomicReference<LinkIssue>();
        var issued = given.asMap().compute(Asked.by(scope, toolkit), (asked, present) -> {
            if (present != null && !fresh && isOpen(scope.tenant(), present)) {
                return present;
            }
            return switch (made(scope, toolkit)) {
                case LinkIssue.Issued made -> made;
                case LinkIssue.Refused refusal -> {
                    refused.set(refusal);
                    yield null;
                }
            };
        });
        return issued == null ? Objects.requireNonNull(refused.get()) : issued;
    }

    private LinkIssue made(ToolScope scope, ToolkitSlug toolkit) {
        return switch (scope) {
            case ToolScope.InSession(var session) ->
                issue.issue(session, toolkit, Optional.empty(), Sharing.PRIVATE, Optional.empty(), authority());
            case ToolScope.ForUser(var tenant, var user) ->
                issue.issue(
                        tenant,
                        new LinkRequest(
                                user, toolkit, Optional.empty(), Optional.empty(), Sharing.PRIVATE, Optional.empty()),
                        authority());
        };
    }

    private boolean isOpen(TenantId tenant, LinkIssue.Issued link) {
        return accounts.get(tenant, link.account())
                .filter(account -> account.status() == AccountStatus.INITIATED)
                .isPresent();
    }

    private @Nullable String authority() {
        var current = request.getCurrent();
        var authority = current == null ? null : current.request().authority();
        return authority == null ? null : authority.toString();
    }

    /**
     * What to do about the connection that a call misses. Only an agent gets a link: a backend that calls without a session has
     * routes of its own for that, and a failing call must not begin accounts there.
     */
    Optional<Remedy> remedy(ToolScope scope, ConnectionState state) {
        if (!(scope instanceof ToolScope.InSession)) {
            return Optional.empty();
        }
        if (state.usable() > 0) {
            return said("Ask the user which account is meant, and name it as account.");
        }
        if (!ConnectionAdvice.offersLinks(scope, state) || !caller.isGoodForAny(MetaScopes.connecting(scope))) {
            return said(ConnectionAdvice.of(scope, state));
        }
        return switch (offer(scope, state.toolkit().slug(), false)) {
            case LinkIssue.Issued link ->
                Optional.of(new Remedy(
                        show(state.toolkit(), link) + " Or call " + MetaTool.MANAGE_CONNECTIONS.slug()
                                + ". Then call again.",
                        Optional.of(link.redirectUrl())));
            case LinkIssue.Refused(var ignored, var message) -> said(message);
        };
    }

    private static Optional<Remedy> said(String advice) {
        return Optional.of(new Remedy(advice, Optional.empty()));
    }

    String show(Toolkit toolkit, LinkIssue.Issued link) {
        var seconds = Duration.between(clock.instant(), link.expiresAt()).toSeconds();
        var left = Math.ceilDiv(Math.max(1, seconds), 60);
        return "Show the user this link as Markdown: [Connect " + toolkit.title() + "](" + link.redirectUrl()
                + "). It works once, for " + left + (left == 1 ? " minute." : " minutes.");
    }
}
