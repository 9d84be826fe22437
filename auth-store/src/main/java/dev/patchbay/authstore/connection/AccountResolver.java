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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place where the account for a call is picked, by the order of composio-api.md 4.10. It never looks beyond the
 * user's own accounts for the toolkit and those that others share with him.
 *
 * <p>What the session reaches: its pinned accounts if it has any; otherwise accounts of its auth config and of those
 * enabled for the tool router. A name picks among these. A shared account, be it the user's own, is never picked for him: it
 * has to be pinned or named, another user's by its id; and its list must admit him at each call (docs/adr/0017). One that
 * does not is as good as none. Without a name, usable accounts of the session's auth config come
 * first, then the newest usable one. An account is usable when it is ACTIVE and neither it nor its auth config is disabled.
 *
 * <p>An account whose auth config does not admit the tool is not picked for it, in sessions as without them (R61). Where all
 * accounts that are reached exclude the tool, that is what the caller is told.
 */
@ApplicationScoped
public class AccountResolver {
    private static final Comparator<Candidate> NEWEST_FIRST = Comparator.<Candidate, Instant>comparing(
                    candidate -> candidate.account().createdAt())
            .thenComparing(candidate -> candidate.account().id().value())
            .reversed();

    private final ConnectedAccounts accounts;
    private final RecentReads<Asked, List<Candidate>> recent;
    private final RecentReads<Known, Candidate> recentById;

    @Inject
    AccountResolver(ConnectedAccounts accounts, TenantTransactions transactions) {
        this(accounts, new RecentReads<>(transactions::inTransaction), new RecentReads<>(transactions::inTransaction));
    }

    AccountResolver(
            ConnectedAccounts accounts,
            RecentReads<Asked, List<Candidate>> recent,
            RecentReads<Known, Candidate> recentById) {
        this.accounts = accounts;
        this.recent = recent;
        this.recentById = recentById;
    }

    /**
     * @return the account; {@link Failure.UnknownAccount} when one was named that the session does not reach;
     *     {@link Failure.Restricted} when their auth configs exclude the tool; {@link Failure.NotConnected} when there is
     *     none, or none is usable, its reason saying which
     */
    public Outcome<ConnectedAccount> resolve(
            TenantId tenant, String userId, ToolkitSlug toolkit, ToolSlug tool, AccountChoice choice) {
        return resolve(tenant, userId, toolkit, new Use(tool.value(), access -> access.admits(tool)), choice);
    }

    /**
     * As {@link #resolve}, for a call of the service itself that is none of its tools: only accounts whose auth config admits
     * every tool can make it.
     *
     * @param what names the call in {@link Failure.Restricted}
     */
    public Outcome<ConnectedAccount> resolveForAnything(
            TenantId tenant, String userId, ToolkitSlug toolkit, String what, AccountChoice choice) {
        return resolve(tenant, userId, toolkit, new Use(what, ToolAccess::admitsAll), choice);
    }

    private Outcome<ConnectedAccount> resolve(
            TenantId tenant, String userId, ToolkitSlug toolkit, Use use, AccountChoice choice) {
        var reached = reached(tenant, userId, toolkit, choice);
        return choice.named()
                .map(name -> named(new Asked(tenant, userId, toolkit), use, reached, name))
                .orElseGet(() -> unnamed(new Asked(tenant, userId, toolkit), use, reached, choice));
    }

    /** What an account is wanted for, and which auth configs let it be used so. */
    private record Use(String what, Predicate<ToolAccess> admitted) {
        boolean admits(Candidate candidate) {
            return admitted.test(candidate.toolAccess());
        }
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

    /** The accounts that {@link #resolve} would pick from, newest first. */
    List<Candidate> reached(TenantId tenant, String userId, ToolkitSlug toolkit, AccountChoice choice) {
        return choice.pinned().isEmpty()
                ? unpinned(new Asked(tenant, userId, toolkit), choice)
                : choice.pinned().stream()
                        .distinct()
                        .flatMap(id -> usedBy(new Asked(tenant, userId, toolkit), id).stream())
                        .sorted(NEWEST_FIRST)
                        .toList();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConnectionsChanged changed) {
        recent.forgetKeys(asked -> asked.tenant.equals(changed.tenant()));
        recentById.forgetKeys(known -> known.tenant.equals(changed.tenant()));
    }

    private List<Candidate> unpinned(Asked asked, AccountChoice choice) {
        var own = recent.get(asked, this::read).orElse(List.of());
        var named = choice.named();
        return named.isEmpty()
                ? own.stream()
                        .filter(candidate -> !candidate.account().isShared())
                        .filter(candidate -> reaches(choice, candidate))
                        .toList()
                : Stream.concat(own.stream(), sharedBy(asked, own, named.get()).stream())
                        .filter(candidate -> reaches(choice, candidate))
                        .toList();
    }

    /** An account of somebody else that is named; only by its id, since other names are each user's own. */
    private Optional<Candidate> sharedBy(Asked asked, List<Candidate> own, String name) {
        return firstCalled(asked, own, name).isEmpty() && AccountId.isValid(name)
                ? usedBy(asked, new AccountId(name))
                : Optional.empty();
    }

    /** The account of this id, if it is for the toolkit and the user may use it. */
    private Optional<Candidate> usedBy(Asked asked, AccountId id) {
        return recentById
                .get(new Known(asked.tenant, id), known -> accounts.candidate(known.tenant, known.id))
                .filter(found -> found.account().toolkit().equals(asked.toolkit))
                .filter(found -> found.account().admits(asked.userId));
    }

    private Optional<List<Candidate>> read(Asked asked) {
        return Optional.of(accounts.candidates(asked.tenant, asked.userId, asked.toolkit))
                .filter(found -> !found.isEmpty());
    }

    private static boolean reaches(AccountChoice choice, Candidate candidate) {
        return choice.reach() == Reach.ALL || candidate.configForToolRouter() || isPreferred(choice, candidate);
    }

    private static boolean isPreferred(AccountChoice choice, Candidate candidate) {
        return choice.authConfig().equals(Optional.of(candidate.account().authConfig()));
    }

    private static Outcome<ConnectedAccount> named(Asked asked, Use use, List<Candidate> reached, String name) {
        return firstCalled(asked, reached, name)
                .map(found -> use.admits(found)
                        ? Usability.problemOf(found)
                                .<Outcome<ConnectedAccount>>map(problem -> notConnected(asked.toolkit, problem))
                                .orElseGet(() -> Outcome.ok(found.account()))
                        : restricted(use, found))
                .orElseGet(() -> Outcome.failed(new Failure.UnknownAccount(name)));
    }

    /**
     * An id goes before a word id, that before an alias: a tenant's alias cannot stand in for another account. Another user's
     * account goes by its id alone, also where it is pinned.
     */
    private static Optional<Candidate> firstCalled(Asked asked, List<Candidate> reached, String name) {
        var own = reached.stream().filter(asked::isOwn).toList();
        return reached.stream()
                .filter(found -> found.account().id().value().equals(name))
                .findFirst()
                .or(() -> own.stream()
                        .filter(found -> found.account().wordId().equals(name))
                        .findFirst())
                .or(() -> own.stream()
                        .filter(found -> found.account().alias().equals(Optional.of(name)))
                        .findFirst());
    }

    private static Outcome<ConnectedAccount> unnamed(
            Asked asked, Use use, List<Candidate> reached, AccountChoice choice) {
        var admitting = reached.stream().filter(use::admits).toList();
        if (admitting.isEmpty() && !reached.isEmpty()) {
            return restricted(use, reached.getFirst());
        }
        var usable = admitting.stream()
                .filter(found -> Usability.problemOf(found).isEmpty())
                .toList();
        if (usable.isEmpty()) {
            return notConnected(asked.toolkit, whyNone(admitting, choice));
        }
        return switch (choice.several()) {
            case TAKE_NEWEST -> Outcome.ok(firstOf(usable, choice));
            case REFUSE ->
                usable.size() == 1
                        ? Outcome.ok(usable.getFirst().account())
                        : notConnected(
                                asked.toolkit,
                                "Several accounts are connected; name one of them: " + names(asked, usable));
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

    private static String names(Asked asked, List<Candidate> several) {
        return several.stream().map(found -> nameOf(asked, found)).collect(Collectors.joining(", "));
    }

    private static String nameOf(Asked asked, Candidate candidate) {
        var account = candidate.account();
        return asked.isOwn(candidate)
                ? account.alias().orElse(account.wordId())
                : account.id().value();
    }

    private static Outcome<ConnectedAccount> restricted(Use use, Candidate candidate) {
        var rule = candidate.toolAccess().rule(candidate.account().authConfig());
        return Outcome.failed(new Failure.Restricted(use.what(), rule));
    }

    private static Outcome<ConnectedAccount> notConnected(ToolkitSlug toolkit, String reason) {
        return Outcome.failed(new Failure.NotConnected(toolkit, reason));
    }

    /** What a cached answer is for. */
    record Asked(TenantId tenant, String userId, ToolkitSlug toolkit) {
        boolean isOwn(Candidate candidate) {
            return candidate.account().userId().equals(userId);
        }
    }

    /** The same for one account. */
    record Known(TenantId tenant, AccountId id) {}
}
