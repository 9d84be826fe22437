package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.ConnectionsChanged;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.tenancy.TenantShredding;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class TenantShredder implements TenantShredding {
    /** What a tenant owns, those that name others first; a session's versions go with the session. */
    static final List<String> TABLES = List.of(
            "account_secret",
            "stored_file_chunk",
            "stored_file",
            "idempotency_key",
            "redeemed_state",
            "mcp_answer",
            "mcp_exchange",
            "mcp_session",
            "connect_link",
            "session",
            "connected_account",
            "auth_config",
            "api_key",
            "app_user");

    private static final int BATCH = 500;

    private final TenantTransactions transactions;
    private final EntityManager database;
    private final DataKeys keys;
    private final Event<ConnectionsChanged> changed;
    private final DatabaseClock clock;

    TenantShredder(
            TenantTransactions transactions,
            EntityManager database,
            DataKeys keys,
            Event<ConnectionsChanged> changed,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.database = database;
        this.keys = keys;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public boolean exists(TenantId tenant) {
        return transactions.call(
                tenant,
                () -> !NativeSql.rows(database, "SELECT id, name FROM tenant WHERE id = ?1", tenant.value())
                        .isEmpty());
    }

    @Override
    public void destroyKeys(TenantId tenant) {
        transactions.run(tenant, () -> {
            // First, so that nobody makes a key after those that are there were deleted.
            NativeSql.update(
                    database,
                    "UPDATE tenant SET shredded_at = coalesce(shredded_at, ?2), name = 'shredded', display_name = NULL WHERE id = ?1",
                    tenant.value(),
                    clock.now());
            NativeSql.update(database, "DELETE FROM data_key WHERE tenant_id = ?1", tenant.value());
            // Another node may still hold an unwrapped key: without these it finds nothing to open, and nobody to open
            // it for.
            NativeSql.update(database, "DELETE FROM account_secret WHERE tenant_id = ?1", tenant.value());
            NativeSql.update(database, "DELETE FROM session WHERE tenant_id = ?1", tenant.value());
            NativeSql.update(
                    database,
                    "UPDATE api_key SET revoked_at = ?2 WHERE tenant_id = ?1 AND revoked_at IS NULL",
                    tenant.value(),
                    clock.now());
            changed.fire(new ConnectionsChanged(tenant));
            transactions.afterCommit(() -> keys.forget(tenant));
        });
    }

    @Override
    public long deleteRows(TenantId tenant) {
        return TABLES.stream().mapToLong(table -> empty(tenant, table)).sum();
    }

    private long empty(TenantId tenant, String table) {
        var sql = "DELETE FROM " + table + " WHERE ctid IN (SELECT ctid FROM " + table + " WHERE tenant_id = ?1 LIMIT "
                + BATCH + ")";
        var all = 0L;
        while (true) {
            long deleted = transactions.call(tenant, () -> NativeSql.update(database, sql, tenant.value()));
            all += deleted;
            if (deleted < BATCH) {
                return all;
            }
        }
    }
}
