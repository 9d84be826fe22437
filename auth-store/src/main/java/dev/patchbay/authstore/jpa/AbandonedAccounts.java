package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;

/**
 * Accounts that a link began and that never got a credential: the user did not come, declined, or was refused. Each method is
 * called inside a transaction of the tenant that has locked the user.
 */
@ApplicationScoped
class AbandonedAccounts {
    /** Open links per user and toolkit; whoever needs more has lost the earlier ones. */
    private static final int MOST_OPEN = 10;
    /** So long an abandoned account can still be read, as its link can. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final String REPLACED = "Newer links for the same user and toolkit took its place.";
    private static final String OWN = " a.tenantId = :tenant and a.userId = :user and a.toolkit = :toolkit";
    private static final String ABANDONED = OWN + """
             and (a.status in :ended or a.status = :waiting and a.pendingUntil <= :now)
             and a.pendingUntil is not null
             and not exists (select s.field from AccountSecretEntity s
                             where s.tenantId = a.tenantId and s.accountId = a.id)
            """;
    private static final List<AccountStatus> ENDED = List.of(AccountStatus.FAILED, AccountStatus.EXPIRED);

    private final EntityManager entities;
    private final DatabaseClock clock;

    AbandonedAccounts(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Takes the alias from an abandoned account that has it; the account can still be read. */
    void giveUpAlias(TenantId tenant, String userId, ToolkitSlug toolkit, String alias) {
        entities.createQuery("update ConnectedAccountEntity a set a.alias = null where" + ABANDONED
                        + " and a.alias = :alias")
                .setParameter("tenant", tenant.value())
                .setParameter("user", userId)
                .setParameter("toolkit", toolkit.value())
                .setParameter("ended", ENDED)
                .setParameter("waiting", AccountStatus.INITIATED)
                .setParameter("now", clock.now())
                .setParameter("alias", alias)
                .executeUpdate();
    }

    /** Makes room for one more link: forgets what was abandoned long ago, and ends the oldest of too many that are open. */
    void makeRoom(TenantId tenant, String userId, ToolkitSlug toolkit) {
        var now = clock.now();
        entities.createQuery("delete from ConnectedAccountEntity a where" + ABANDONED + " and a.pendingUntil < :old")
                .setParameter("tenant", tenant.value())
                .setParameter("user", userId)
                .setParameter("toolkit", toolkit.value())
                .setParameter("ended", ENDED)
                .setParameter("waiting", AccountStatus.INITIATED)
                .setParameter("now", now)
                .setParameter("old", now.minus(REMEMBERED))
                .executeUpdate();
        entities.createQuery(
                        "select a from ConnectedAccountEntity a where" + OWN
                                + " and a.status = :waiting and a.pendingUntil > :now order by a.createdAt desc, a.id desc",
                        ConnectedAccountEntity.class)
                .setParameter("tenant", tenant.value())
                .setParameter("user", userId)
                .setParameter("toolkit", toolkit.value())
                .setParameter("waiting", AccountStatus.INITIATED)
                .setParameter("now", now)
                .setFirstResult(MOST_OPEN - 1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE) // one that its user finishes just now is no longer open
                .getResultList()
                .forEach(account -> {
                    account.status = AccountStatus.EXPIRED;
                    account.statusReason = REPLACED;
                    account.updatedAt = now;
                });
    }
}
