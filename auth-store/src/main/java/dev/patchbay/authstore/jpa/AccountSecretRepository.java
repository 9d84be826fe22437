package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.ConnectionsChanged;
import dev.patchbay.authstore.connection.SealedFields;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.stream.Collectors;

@ApplicationScoped
class AccountSecretRepository
        implements SealedFields, PanacheRepositoryBase<AccountSecretEntity, AccountSecretEntity.Key> {
    private static final String OF_ACCOUNT = "tenantId = ?1 and accountId = ?2";

    private final ConnectedAccountRepository accounts;
    private final Event<ConnectionsChanged> changed;
    private final DatabaseClock clock;

    AccountSecretRepository(
            ConnectedAccountRepository accounts, Event<ConnectionsChanged> changed, DatabaseClock clock) {
        this.accounts = accounts;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public Map<String, byte[]> read(TenantId tenant, AccountId account) {
        return find(OF_ACCOUNT, tenant.value(), account.value()).stream()
                .collect(Collectors.toMap(secret -> secret.field, secret -> secret.ciphertext));
    }

    @Override
    public boolean replace(TenantId tenant, AccountId account, Map<String, byte[]> sealed) {
        // Locked, so that two stores at once leave the fields of one and not a mixture.
        var owner = accounts.findById(new TenantKey(tenant.value(), account.value()), LockModeType.PESSIMISTIC_WRITE);
        if (owner == null) {
            return false;
        }
        var now = clock.now();
        owner.updatedAt = now;
        find(OF_ACCOUNT, tenant.value(), account.value()).list().forEach(this::delete);
        flush();
        sealed.forEach((field, envelope) -> {
            var key = new AccountSecretEntity.Key(tenant.value(), account.value(), field);
            persist(new AccountSecretEntity(key, envelope, now));
        });
        changed.fire(new ConnectionsChanged(tenant));
        return true;
    }
}
