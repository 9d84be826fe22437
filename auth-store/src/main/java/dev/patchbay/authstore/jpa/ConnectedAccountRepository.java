package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountFilter;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AccountOrder;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.ConnectionsChanged;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.connection.WordIds;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

@ApplicationScoped
class ConnectedAccountRepository
        implements ConnectedAccounts, PanacheRepositoryBase<ConnectedAccountEntity, TenantKey> {
    private static final String SWITCHED_OFF = "Switched off by the project.";
    private static final String OVERDUE =
            "status = dev.patchbay.authstore.connection.AccountStatus.INITIATED and pendingUntil is not null and pendingUntil <= :now";

    private final TenantTransactions transactions;
    private final Event<ConnectionsChanged> changed;
    private final AppUserRepository users;
    private final AuthConfigRepository configs;
    private final AbandonedAccounts abandoned;
    private final AccountCandidates candidates;
    private final Ids ids;
    private final WordIds wordIds;
    private final DatabaseClock clock;

    ConnectedAccountRepository(
            TenantTransactions transactions,
            Event<ConnectionsChanged> changed,
            AppUserRepository users,
            AuthConfigRepository configs,
            AbandonedAccounts abandoned,
            AccountCandidates candidates,
            Ids ids,
            WordIds wordIds,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.changed = changed;
        this.users = users;
        this.configs = configs;
        this.abandoned = abandoned;
        this.candidates = candidates;
        this.ids = ids;
        this.wordIds = wordIds;
        this.clock = clock;
    }

    @Override
    public AccountChange create(TenantId tenant, NewAccount given) {
        return create(tenant, given, Optional.empty());
    }

    @Override
    public AccountChange begin(TenantId tenant, NewAccount given, Instant until) {
        return create(tenant, given, Optional.of(until));
    }

    private AccountChange create(TenantId tenant, NewAccount given, Optional<Instant> pendingUntil) {
        return transactions.call(
                tenant,
                () -> configs.get(tenant, given.authConfig())
                        .map(config -> create(tenant, given, config.toolkit(), pendingUntil))
                        .orElseGet(AccountChange.Absent::new));
    }

    private AccountChange create(
            TenantId tenant, NewAccount given, ToolkitSlug toolkit, Optional<Instant> pendingUntil) {
        users.ensure(tenant, given.userId());
        users.lock(tenant, given.userId());
        if (given.alias().isPresent()
                && isTaken(tenant, given.userId(), toolkit, given.alias().get())) {
            return new AccountChange.AliasTaken(given.alias().get());
        }
        if (pendingUntil.isPresent()) {
            abandoned.makeRoom(tenant, given.userId(), toolkit);
        }
        var now = clock.now();
        var account = new ConnectedAccount(
                new AccountId(ids.next(Ids.Kind.ACCOUNT)),
                given.userId(),
                toolkit,
                given.authConfig(),
                given.form(),
                given.alias(),
                wordIds.next(toolkit, wordIdsOf(tenant, given.userId())),
                given.status(),
                given.statusReason(),
                false,
                given.sharing(),
                given.visibleFields(),
                now,
                now);
        var entity = new ConnectedAccountEntity(tenant, account);
        entity.pendingUntil = pendingUntil.orElse(null);
        persist(entity);
        changed.fire(new ConnectionsChanged(tenant));
        return new AccountChange.Changed(account);
    }

    @Override
    public AccountChange finish(TenantId tenant, AccountId id, Ending ending) {
        return transactions.call(
                tenant,
                () -> findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)
                        .filter(account -> account.isPendingAt(clock.now()))
                        .<AccountChange>map(account -> {
                            account.form = ending.form();
                            account.visibleFields = JsonText.of(ending.visibleFields());
                            return setStatus(
                                    tenant, id, ending.status(), ending.reason().orElse(""));
                        })
                        .orElseGet(AccountChange.Absent::new));
    }

    @Override
    public Optional<ConnectedAccount> reopen(TenantId tenant, AccountId id, Instant until) {
        return transactions.call(
                tenant,
                () -> findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)
                        .filter(account -> needsItsUser(read(account).status()))
                        .map(account -> {
                            account.status = AccountStatus.INITIATED;
                            account.statusReason = null;
                            account.pendingUntil = until;
                            account.updatedAt = clock.now();
                            changed.fire(new ConnectionsChanged(tenant));
                            return read(account);
                        }));
    }

    private static boolean needsItsUser(AccountStatus status) {
        return switch (status) {
            case INITIALIZING, INITIATED, FAILED, EXPIRED, REVOKED -> true;
            case ACTIVE, INACTIVE -> false;
        };
    }

    @Override
    public Optional<ConnectedAccount> get(TenantId tenant, AccountId id) {
        return transactions.call(tenant, () -> findByIdOptional(key(tenant, id)).map(this::read));
    }

    @Override
    public Optional<ConnectedAccount> lock(TenantId tenant, AccountId id) {
        return transactions.call(tenant, () -> {
            ownerOf(tenant, id).ifPresent(user -> users.lock(tenant, user));
            return findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)
                    .map(this::read);
        });
    }

    @Override
    public Page<ConnectedAccount> list(TenantId tenant, AccountFilter filter, AccountOrder order, Slice slice) {
        var conditions = new Conditions(tenant)
                .in("userId", filter.users())
                .in(
                        "toolkit",
                        filter.toolkits().stream().map(ToolkitSlug::value).toList())
                .in(
                        "authConfigId",
                        filter.authConfigs().stream().map(AuthConfigId::value).toList())
                .in("id", filter.accounts().stream().map(AccountId::value).toList());
        restrict(conditions, filter.statuses());
        restrict(conditions, filter.kind());
        var sort = switch (order) {
            case NEWEST_FIRST -> Sort.descending("createdAt", "id");
            case OLDEST_FIRST -> Sort.ascending("createdAt", "id");
            case LAST_CHANGED_FIRST -> Sort.descending("updatedAt", "id");
            case LAST_CHANGED_LAST -> Sort.ascending("updatedAt", "id");
        };
        return transactions.call(tenant, () -> {
            var found = find(conditions.text(), sort, conditions.parameters());
            var items = found.range(slice.offset(), slice.offset() + slice.limit() - 1).stream()
                    .map(this::read)
                    .toList();
            return new Page<>(items, count(conditions.text(), conditions.parameters()));
        });
    }

    @Override
    public AccountChange patch(TenantId tenant, AccountId id, AccountPatch patch) {
        return transactions.call(tenant, () -> {
            var alias = patch.alias().filter(text -> !text.isBlank());
            if (alias.isPresent()) {
                // The user before the account, here as everywhere: two who want both would wait for each other.
                ownerOf(tenant, id).ifPresent(user -> users.lock(tenant, user));
                var present = findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE);
                if (present.filter(account -> !alias.get().equals(account.alias)
                                && isTaken(tenant, account.userId, new ToolkitSlug(account.toolkit), alias.get()))
                        .isPresent()) {
                    return new AccountChange.AliasTaken(alias.get());
                }
            }
            return change(tenant, id, account -> {
                patch.alias().ifPresent(_ -> account.alias = alias.orElse(null));
                patch.fields().ifPresent(given -> {
                    account.form = given.form();
                    account.visibleFields = JsonText.of(given.visible());
                });
                patch.sharing().ifPresent(given -> account.acl = AccountAcl.column(shared(account, given)));
            });
        });
    }

    private static Sharing shared(ConnectedAccountEntity account, Sharing.Change change) {
        return switch (AccountAcl.sharing(account.acl)) {
            case Sharing.Shared present -> present.changed(change);
            case Sharing.Private() -> throw new IllegalArgumentException("A private account has no access list");
        };
    }

    /** Without reading the account itself: what is read before it is locked may be outdated then. */
    private Optional<String> ownerOf(TenantId tenant, AccountId id) {
        return getEntityManager()
                .createQuery(
                        "select userId from ConnectedAccountEntity where tenantId = :tenant and id = :id", String.class)
                .setParameter("tenant", tenant.value())
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst();
    }

    @Override
    public AccountChange setStatus(TenantId tenant, AccountId id, AccountStatus status, String reason) {
        return change(tenant, id, account -> {
            // Only enable() switches on what was switched off.
            var isOff = account.disabled && status == AccountStatus.ACTIVE;
            account.status = isOff ? AccountStatus.INACTIVE : status;
            account.statusReason = isOff ? SWITCHED_OFF : reason.isBlank() ? null : reason;
        });
    }

    @Override
    public AccountChange disable(TenantId tenant, AccountId id) {
        return change(tenant, id, account -> {
            account.disabled = true;
            if (account.status == AccountStatus.ACTIVE) {
                account.status = AccountStatus.INACTIVE;
                account.statusReason = SWITCHED_OFF;
            }
        });
    }

    @Override
    public AccountChange enable(TenantId tenant, AccountId id) {
        return change(tenant, id, account -> {
            account.disabled = false;
            if (account.status == AccountStatus.INACTIVE) {
                account.status = AccountStatus.ACTIVE;
                account.statusReason = null;
            }
        });
    }

    @Override
    public boolean delete(TenantId tenant, AccountId id) {
        return transactions.call(tenant, () -> {
            changed.fire(new ConnectionsChanged(tenant));
            return deleteById(key(tenant, id));
        });
    }

    @Override
    public List<Candidate> candidates(TenantId tenant, String userId, ToolkitSlug toolkit) {
        return transactions.call(tenant, () -> candidates.of(tenant, userId, toolkit));
    }

    @Override
    public Optional<Candidate> candidate(TenantId tenant, AccountId id) {
        return transactions.call(tenant, () -> candidates.one(tenant, id));
    }

    /** As {@link ConnectedAccountEntity#toAccount} reads them: one that waited too long is EXPIRED. */
    private void restrict(Conditions conditions, Set<AccountStatus> statuses) {
        if (statuses.isEmpty()) {
            return;
        }
        var overdueToo = statuses.contains(AccountStatus.EXPIRED) ? " or " + OVERDUE : "";
        conditions.and(
                "(status in :statuses and not (" + OVERDUE + ")" + overdueToo + ")",
                Map.of("statuses", statuses, "now", clock.now()));
    }

    private static void restrict(Conditions conditions, AccountFilter.Kind kind) {
        switch (kind) {
            case PRIVATE -> conditions.and("acl is null", Map.of());
            case SHARED -> conditions.and("acl is not null", Map.of());
            case ANY -> {}
        }
    }

    private ConnectedAccount read(ConnectedAccountEntity account) {
        return account.toAccount(clock.now());
    }

    private AccountChange change(TenantId tenant, AccountId id, Consumer<ConnectedAccountEntity> change) {
        return transactions.call(
                tenant,
                // Locked, because Hibernate writes every column: of two changes at once one would undo the other.
                () -> findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)
                        .<AccountChange>map(account -> {
                            change.accept(account);
                            account.updatedAt = clock.now();
                            changed.fire(new ConnectionsChanged(tenant));
                            return new AccountChange.Changed(read(account));
                        })
                        .orElseGet(AccountChange.Absent::new));
    }

    /** Not by an account that never came to be: it loses the alias. */
    private boolean isTaken(TenantId tenant, String userId, ToolkitSlug toolkit, String alias) {
        abandoned.giveUpAlias(tenant, userId, toolkit, alias);
        return count(
                        "tenantId = ?1 and userId = ?2 and toolkit = ?3 and alias = ?4",
                        tenant.value(),
                        userId,
                        toolkit.value(),
                        alias)
                > 0;
    }

    private Set<String> wordIdsOf(TenantId tenant, String userId) {
        return getEntityManager()
                .createQuery(
                        "select wordId from ConnectedAccountEntity where tenantId = :tenant and userId = :user",
                        String.class)
                .setParameter("tenant", tenant.value())
                .setParameter("user", userId)
                .getResultStream()
                .collect(Collectors.toSet());
    }

    private static TenantKey key(TenantId tenant, AccountId id) {
        return new TenantKey(tenant.value(), id.value());
    }
}
