package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigFilter;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigPatch;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.ConnectionsChanged;
import dev.patchbay.authstore.connection.NewAuthConfig;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

@ApplicationScoped
class AuthConfigRepository implements AuthConfigs, PanacheRepositoryBase<AuthConfigEntity, TenantKey> {
    private final TenantTransactions transactions;
    private final Event<ConnectionsChanged> changed;
    private final Ids ids;
    private final DatabaseClock clock;

    AuthConfigRepository(
            TenantTransactions transactions, Event<ConnectionsChanged> changed, Ids ids, DatabaseClock clock) {
        this.transactions = transactions;
        this.changed = changed;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public AuthConfig create(TenantId tenant, NewAuthConfig given) {
        var now = clock.now();
        var config = new AuthConfig(
                new AuthConfigId(ids.next(Ids.Kind.AUTH_CONFIG)),
                given.toolkit(),
                given.name(),
                given.authScheme(),
                AuthConfig.Status.ENABLED,
                given.toolAccessConfig().deepCopy(),
                given.enabledForToolRouter(),
                now,
                now);
        transactions.run(tenant, () -> persist(new AuthConfigEntity(tenant, config)));
        return config;
    }

    @Override
    public void lock(TenantId tenant, ToolkitSlug toolkit) {
        transactions.run(
                tenant,
                () -> getEntityManager()
                        .createNativeQuery("SELECT CAST(pg_advisory_xact_lock(hashtextextended(?1, 0)) AS text)")
                        .setParameter(1, "auth_config " + tenant + " " + toolkit)
                        .getSingleResult());
    }

    @Override
    public Optional<AuthConfig> get(TenantId tenant, AuthConfigId id) {
        return transactions.call(tenant, () -> findByIdOptional(key(tenant, id)).map(AuthConfigEntity::toConfig));
    }

    @Override
    public Page<AuthConfig> list(TenantId tenant, AuthConfigFilter filter, Slice slice) {
        var conditions = new Conditions(tenant)
                .in(
                        "toolkit",
                        filter.toolkits().stream().map(ToolkitSlug::value).toList());
        switch (filter.disabled()) {
            case HIDDEN -> conditions.and("status = :status", "status", AuthConfig.Status.ENABLED);
            case SHOWN -> {}
        }
        filter.search()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .ifPresent(text -> conditions.and(
                        "(locate(:search, lower(name)) > 0 or locate(:search, toolkit) > 0)", "search", text));
        return transactions.call(tenant, () -> {
            var found = find(conditions.text(), Sort.descending("createdAt", "id"), conditions.parameters());
            var items = found.range(slice.offset(), slice.offset() + slice.limit() - 1).stream()
                    .map(AuthConfigEntity::toConfig)
                    .toList();
            return new Page<>(items, count(conditions.text(), conditions.parameters()));
        });
    }

    @Override
    public Map<AuthConfigId, Long> connectionCounts(TenantId tenant, Set<AuthConfigId> wanted) {
        return transactions.call(
                tenant,
                () -> getEntityManager()
                        .createQuery(
                                "select authConfigId, count(*) from ConnectedAccountEntity"
                                        + " where tenantId = :tenant and authConfigId in :ids group by authConfigId",
                                Object[].class)
                        .setParameter("tenant", tenant.value())
                        .setParameter(
                                "ids", wanted.stream().map(AuthConfigId::value).toList())
                        .getResultStream()
                        .collect(Collectors.toMap(row -> new AuthConfigId((String) row[0]), row -> (Long) row[1])));
    }

    @Override
    public Optional<AuthConfig> patch(TenantId tenant, AuthConfigId id, AuthConfigPatch patch) {
        return change(tenant, id, config -> config.apply(patch));
    }

    @Override
    public Optional<AuthConfig> setStatus(TenantId tenant, AuthConfigId id, AuthConfig.Status status) {
        return change(tenant, id, config -> config.status = status);
    }

    @Override
    public boolean delete(TenantId tenant, AuthConfigId id) {
        return transactions.call(tenant, () -> {
            changed.fire(new ConnectionsChanged(tenant));
            return deleteById(key(tenant, id));
        });
    }

    private Optional<AuthConfig> change(TenantId tenant, AuthConfigId id, Consumer<AuthConfigEntity> change) {
        return transactions.call(
                tenant,
                () -> findByIdOptional(key(tenant, id)).map(config -> {
                    change.accept(config);
                    config.updatedAt = clock.now();
                    changed.fire(new ConnectionsChanged(tenant));
                    return config.toConfig();
                }));
    }

    private static TenantKey key(TenantId tenant, AuthConfigId id) {
        return new TenantKey(tenant.value(), id.value());
    }
}
