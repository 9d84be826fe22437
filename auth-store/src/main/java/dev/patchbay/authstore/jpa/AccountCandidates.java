package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.ConnectedAccounts.Candidate;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts together with what their auth configs say about them. Called inside a transaction of the tenant. */
@ApplicationScoped
class AccountCandidates {
    private final EntityManager entities;
    private final DatabaseClock clock;

    AccountCandidates(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    List<Candidate> of(TenantId tenant, String userId, ToolkitSlug toolkit) {
        return where(
                        "a.tenantId = :tenant and a.userId = :user and a.toolkit = :toolkit"
                                + " order by a.createdAt desc, a.id desc",
                        Map.of("tenant", tenant.value(), "user", userId, "toolkit", toolkit.value()))
                .toList();
    }

    Optional<Candidate> one(TenantId tenant, AccountId id) {
        return where("a.tenantId = :tenant and a.id = :id", Map.of("tenant", tenant.value(), "id", id.value()))
                .findFirst();
    }

    private Stream<Candidate> where(String condition, Map<String, String> values) {
        var query = entities.createQuery(
                "select a, c from ConnectedAccountEntity a"
                        + " join AuthConfigEntity c on c.tenantId = a.tenantId and c.id = a.authConfigId where "
                        + condition,
                Object[].class);
        values.forEach(query::setParameter);
        return query.getResultStream()
                .map(row -> candidate((ConnectedAccountEntity) row[0], (AuthConfigEntity) row[1]));
    }

    private Candidate candidate(ConnectedAccountEntity account, AuthConfigEntity config) {
        return new Candidate(
                account.toAccount(clock.now()),
                config.status,
                config.enabledForToolRouter,
                config.toConfig().toolAccess());
    }
}
