package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class TenantRepository implements Tenants, PanacheRepositoryBase<TenantEntity, String> {
    private final TenantTransactions transactions;
    private final Ids ids;
    private final DatabaseClock clock;

    TenantRepository(TenantTransactions transactions, Ids ids, DatabaseClock clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Tenant create(String name) {
        var tenant = new Tenant(new TenantId(ids.next(Ids.Kind.TENANT)), name, clock.now());
        transactions.run(tenant.id(), () -> persist(new TenantEntity(tenant)));
        return tenant;
    }

    @Override
    public Optional<Tenant> get(TenantId id) {
        return transactions.call(id, () -> findByIdOptional(id.value()).map(TenantEntity::toTenant));
    }
}
