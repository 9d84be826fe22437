package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
        return create(draw(), name);
    }

    @Override
    public TenantId draw() {
        return new TenantId(ids.next(Ids.Kind.TENANT));
    }

    @Override
    public Tenant create(TenantId id, String name) {
        var tenant = new Tenant(id, name, Optional.empty(), clock.now());
        transactions.run(tenant.id(), () -> persist(new TenantEntity(tenant)));
        return tenant;
    }

    @Override
    public Optional<Tenant> get(TenantId id) {
        return transactions.call(
                id,
                () -> findByIdOptional(id.value())
                        .filter(tenant -> tenant.shreddedAt == null)
                        .map(TenantEntity::toTenant));
    }

    @Override
    public boolean setDisplayName(TenantId id, Optional<String> displayName) {
        return transactions.call(
                        id,
                        () -> update(
                                "displayName = ?1 where id = ?2 and shreddedAt is null",
                                displayName.orElse(null),
                                id.value()))
                > 0;
    }

    @Override
    public List<Tenant> all() {
        return transactions.forJob(
                "list tenants",
                () -> listAll(Sort.ascending("id")).stream()
                        .map(TenantEntity::toTenant)
                        .toList());
    }
}
