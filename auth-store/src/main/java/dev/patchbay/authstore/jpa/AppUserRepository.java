package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.AppUsers;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class AppUserRepository implements AppUsers, PanacheRepositoryBase<AppUserEntity, TenantKey> {
    private final TenantTransactions transactions;
    private final DatabaseClock clock;

    AppUserRepository(TenantTransactions transactions, DatabaseClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void ensure(TenantId tenant, String userId) {
        transactions.run(
                tenant,
                () -> getEntityManager()
                        .createNativeQuery("INSERT INTO app_user (tenant_id, id, created_at) VALUES (?1, ?2, ?3)"
                                + " ON CONFLICT DO NOTHING")
                        .setParameter(1, tenant.value())
                        .setParameter(2, userId)
                        .setParameter(3, clock.now())
                        .executeUpdate());
    }

    /** Until the transaction ends, nobody else makes or renames accounts of this user. */
    void lock(TenantId tenant, String userId) {
        findById(new TenantKey(tenant.value(), userId), LockModeType.PESSIMISTIC_WRITE);
    }
}
