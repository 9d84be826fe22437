package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChoice.Reach;
import dev.patchbay.authstore.connection.ConnectedAccounts.Candidate;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one place where the account for a call is picked, by the order of composio-api.md 4.10. It never looks beyond the
 * user's own accounts for the toolkit.
 *
 * <p>What the session reaches: its pinned accounts if it has any; otherwise accounts of its auth config and of those
 * enabled for the tool router. A name picks among these. Without a name, usable accounts of the session's auth config come
 * first, then the newest usable one. An account is usable when it is ACTIVE and neither it nor its auth config is disabled.
 *
 * <p>An account whose auth config does not admit the tool is not picked for it, in sessions as without them (R61). Where all
 * accounts that are reached exclude the tool, that is what the caller is told.
 */
@ApplicationScoped
public class AccountResolver {
    private final ConnectedAccounts accounts;
    private final RecentReads<Asked, List<Candidate>> recent;

    @Inject
    AccountResolver(ConnectedAccounts accounts, TenantTransactions transactions) {
        this(accounts, new RecentReads<>(transactions::inTransaction));
    }

    AccountResolver(ConnectedAccounts accounts, RecentReads<Asked, List<Candidate>> recent) {
        this.accounts = accounts;
        this.recent = recent;
    }

    /**
     * @return the account; {@link Failure.UnknownAccount} when one was named that the session does not reach;
     *     {@link Failure.Restricted} when their auth configs exclude the tool; {@link Failure.NotConnected} when there is
     *     none, or none is usable, its reason saying which
     */
    public Outcome<ConnectedAccount> resolve(
            TenantId tenant, String userId, ToolkitSlug toolkit, ToolSlug tool, AccountChoice choice) {
        var reached = reached(tenant, userId, toolkit, choice);
        return choice.named()
                .map(name -> named(toolkit, tool, reached, name))
                .orElseGet(() -> unnamed(toolkit, tool, reached, choice));
    }

    /** The accounts that {@link #resolve} would pick from, each with what keeps it from being used; may read the database. */
    public List<Reached> reachedBy(TenantId tenant, String userId, ToolkitSlug toolkit, AccountChoice choice) {
        return reached(tenant, userId, toolkit, choice).stream()
                .map(candidate -> new Reached(candidate.account(), Usability.problemOf(candidate)))
                .toList();
    }

    /** @param problem why no call can use it now; empty when one can */
    public record Reached(ConnectedAccount account, Optional<String> problem) {
        public boolean isUsable() {
            return problem.isEmpty();
        }
    }

    /** The user's accounts that {@link #resolve} would pick from, newest first. */
    List<Candidate> reached(TenantId tenant, String userId, ToolkitSlug toolkit, AccountChoice choice) {
        return recent.get(new Asked(tenant, userId, toolkit), this::read).orElse(List.of()).stream()
                .filter(candidate -> reaches(choice, candidate))
                .toList();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConnectionsChanged changed) {
        recent.forgetKeys(asked -> asked.tenant.equals(changed.tenant()));
    }

    private Optional<List<Candidate>> read(Asked asked) {
        return Optional.of(accounts.candidates(asked.tenant, asked.userId, asked.toolkit))
                .filter(found -> !found.isEmpty());
    }

    private static boolean reaches(AccountChoice choice, Candidate candidate) {
        var account = candidate.account();
        return choice.pinned().isEmpty()
                ? choice.reach() == Reach.ALL || candidate.configForToolRouter() || isPreferred(choice, candidate)
                : choice.pinned().contains(account.id());
    }

    private static boolean isPreferred(AccountChoice choice, Candidate candidate) {
        return choice.authConfig().equals(Optional.of(candidate.account().authConfig()));
    }

    private static Outcome<ConnectedAccount> named(
            ToolkitSlug toolkit, ToolSlug tool, List<Candidate> reached, String name) {
        return firstCalled(reached, name)
                .map(found -> found.toolAccess().admits(tool)
                        ? Usability.problemOf(found)
                                .<Outcome<ConnectedAccount>>map(problem -> notConnected(toolkit, problem))
                                .orElseGet(() -> Outcome.ok(found.account()))
                        : restricted(tool, found))
                .orElseGet(() -> Outcome.failed(new Failure.UnknownAccount(name)));
    }

    /** An id goes before a word id, that before an alias: a tenant's alias cannot stand in for another account. */
    private static Optional<Candidate> firstCalled(List<Candidate> reached, String name) {
        return reached.stream()
                .filter(found -> found.account().id().value().equals(name))
                .findFirst()
                .or(() -> reached.stream()
                        .filter(found -> found.account().wordId().equals(name))
                        .findFirst())
                .or(() -> reached.stream()
                        .filter(found -> found.account().alias().equals(Optional.of(name)))
                        .findFirst());
    }

    private static Outcome<ConnectedAccount> unnamed(
            ToolkitSlug toolkit, ToolSlug tool, List<Candidate> reached, AccountChoice choice) {
        var admitting = reached.stream()
                .filter(found -> found.toolAccess().admits(tool))
                .toList();
        if (admitting.isEmpty() && !reached.isEmpty()) {
            return restricted(tool, reached.getFirst());
        }
        var usable = admitting.stream()
                .filter(found -> Usability.problemOf(found).isEmpty())
                .toList();
        if (usable.isEmpty()) {
            return notConnected(toolkit, whyNone(admitting, choice));
        }
        return switch (choice.several()) {
            case TAKE_NEWEST -> Outcome.ok(firstOf(usable, choice));
            case REFUSE ->
                usable.size() == 1
                        ? Outcome.ok(usable.getFirst().account())
                        : notConnected(toolkit, "Several accounts are connected; name one of them: " + names(usable));
        };
    }

    private static ConnectedAccount firstOf(List<Candidate> usable, AccountChoice choice) {
        return usable.stream()
                .filter(found -> isPreferred(choice, found))
                .findFirst()
                .orElseGet(usable::getFirst)
                .account();
    }

    private static String whyNone(List<Candidate> reached, AccountChoice choice) {
        if (!reached.isEmpty()) {
            return Usability.problemOf(reached.getFirst()).orElseThrow();
        }
        return choice.pinned().isEmpty()
                ? "No account is connected."
                : "The account chosen for this session does not exist for this user.";
    }

    private static String names(List<Candidate> several) {
        return several.stream()
                .map(found -> found.account().alias().orElse(found.account().wordId()))
                .collect(Collectors.joining(", "));
    }

    private static Outcome<ConnectedAccount> restricted(ToolSlug tool, Candidate candidate) {
        var rule = candidate.toolAccess().rule(candidate.account().authConfig());
        return Outcome.failed(new Failure.Restricted(tool.value(), rule));
    }

    private static Outcome<ConnectedAccount> notConnected(ToolkitSlug toolkit, String reason) {
        return Outcome.failed(new Failure.NotConnected(toolkit, reason));
    }

    /** What a cached answer is for. */
    record Asked(TenantId tenant, String userId, ToolkitSlug toolkit) {}
}
