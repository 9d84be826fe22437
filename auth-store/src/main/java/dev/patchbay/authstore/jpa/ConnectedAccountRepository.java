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
    private final Ids ids;
    private final WordIds wordIds;
    private final DatabaseClock clock;

    ConnectedAccountRepository(
            TenantTransactions transactions,
            Event<ConnectionsChanged> changed,
            AppUserRepository users,
            AuthConfigRepository configs,
            AbandonedAccounts abandoned,
            Ids ids,
            WordIds wordIds,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.changed = changed;
        this.users = users;
        this.configs = configs;
        this.abandoned = abandoned;
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
    public Optional<ConnectedAccount> get(TenantId tenant, AccountId id) {
        return transactions.call(tenant, () -> findByIdOptional(key(tenant, id)).map(this::read));
    }

    @Override
    public Optional<ConnectedAccount> lock(TenantId tenant, AccountId id) {
        return transactions.call(
                tenant,
                () -> findByIdOptional(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)
                        .map(this::read));
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
            var present = findByIdOptional(key(tenant, id));
            if (present.isPresent() && alias.isPresent()) {
                var account = present.get();
                users.lock(tenant, account.userId);
                if (!alias.get().equals(account.alias)
                        && isTaken(tenant, account.userId, new ToolkitSlug(account.toolkit), alias.get())) {
                    return new AccountChange.AliasTaken(alias.get());
                }
            }
            return change(tenant, id, account -> {
                patch.alias().ifPresent(_ -> account.alias = alias.orElse(null));
                patch.visibleFields().ifPresent(given -> account.visibleFields = JsonText.of(given));
            });
        });
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
        return transactions.call(
                tenant,
                () -> getEntityManager()
                        .createQuery("""
                        select a, c from ConnectedAccountEntity a
                        join AuthConfigEntity c on c.tenantId = a.tenantId and c.id = a.authConfigId
                        where a.tenantId = :tenant and a.userId = :user and a.toolkit = :toolkit
                        order by a.createdAt desc, a.id desc
                        """, Object[].class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("user", userId)
                        .setParameter("toolkit", toolkit.value())
                        .getResultStream()
                        .map(row -> candidate((ConnectedAccountEntity) row[0], (AuthConfigEntity) row[1]))
                        .toList());
    }

    private Candidate candidate(ConnectedAccountEntity account, AuthConfigEntity config) {
        return new Candidate(
                read(account),
                config.status,
                config.enabledForToolRouter,
                config.toConfig().toolAccess());
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

    private ConnectedAccount read(ConnectedAccountEntity account) {
        return account.toAccount(clock.now());
    }

    private AccountChange change(TenantId tenant, AccountId id, Consumer<ConnectedAccountEntity> change) {
        return transactions.call(
                tenant,
                () -> findByIdOptional(key(tenant, id))
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
