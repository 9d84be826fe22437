package dev.patchbay.authstore.tenancy;

import dev.patchbay.authstore.TenantId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs work in a database transaction that is bound to one tenant: row-level security shows that tenant's rows and no
 * others, and the binding ends with the transaction. The only class that binds a tenant.
 *
 * <p>The transaction is a new one, whatever runs around it, except that work for the tenant already bound joins its
 * transaction. Whatever the work throws rolls back.
 */
@ApplicationScoped
public class TenantTransactions {
    private static final String TENANT = "app.tenant";
    private static final String JOB = "app.job";
    private static final String API_KEY_HASH = "app.api_key_hash";
    private static final String LINK_HASH = "app.connect_link_hash";
    private static final String LAST = "app.last";

    private final DataSource database;
    private final TransactionSynchronizationRegistry registry;

    TenantTransactions(DataSource database, TransactionSynchronizationRegistry registry) {
        this.database = database;
        this.registry = registry;
    }

    /** @throws IllegalStateException inside a transaction of another tenant */
    public <T> T call(TenantId tenant, Supplier<T> work) {
        var bound = bound();
        if (bound.isEmpty()) {
            return apart(tenant, work);
        }
        if (!bound.get().equals(tenant)) {
            throw new IllegalStateException("A transaction bound to one tenant was used for another");
        }
        return work.get();
    }

    /** @throws IllegalStateException inside a transaction of another tenant */
    public void run(TenantId tenant, Runnable work) {
        call(tenant, () -> {
            work.run();
            return true;
        });
    }

    /** As {@link #call}, but in a transaction of its own even inside one of the same tenant: it stays when that one rolls back. */
    public <T> T apart(TenantId tenant, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            set(TENANT, tenant.value());
            registry.putResource(TENANT, tenant);
            var last = new ArrayDeque<Runnable>();
            registry.putResource(LAST, last);
            var result = work.get();
            while (!last.isEmpty()) {
                last.remove().run();
            }
            return result;
        });
    }

    /**
     * Runs the action as the last thing in the present tenant's transaction, for what must be locked as briefly as can be.
     * Whatever it throws rolls the transaction back.
     *
     * @throws IllegalStateException outside a tenant's transaction
     */
    @SuppressWarnings("unchecked") // put there above
    public void beforeCommit(Runnable action) {
        if (bound().isEmpty()) {
            throw new IllegalStateException("There is no tenant's transaction to end");
        }
        ((Queue<Runnable>) registry.getResource(LAST)).add(action);
    }

    /** A transaction in which only the API key with this hash is visible, whoever owns it. */
    public <T> T withApiKeyHash(byte[] hash, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            set(API_KEY_HASH, HexFormat.of().formatHex(hash));
            return work.get();
        });
    }

    /** A transaction in which only the Connect link whose token has this hash is visible, whoever owns it. */
    public <T> T withLinkHash(byte[] hash, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            set(LINK_HASH, HexFormat.of().formatHex(hash));
            return work.get();
        });
    }

    /** A transaction without a tenant that sees which tenants there are, and nothing they own. */
    public <T> T forJob(String name, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            set(JOB, name);
            return work.get();
        });
    }

    /** A transaction without a tenant: no tenant's rows are visible. */
    public <T> T system(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    /** The present transaction, whatever it is bound to, or else a new one without a tenant; for tables that no tenant owns. */
    public <T> T joining(Supplier<T> work) {
        return inTransaction() ? work.get() : system(work);
    }

    /** Whether the caller runs inside a transaction, and so may see what no one else does. */
    public boolean inTransaction() {
        return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /** Runs the action once the present transaction has committed, never if it does not; at once when there is none. */
    public void afterCommit(Runnable action) {
        if (!inTransaction()) {
            action.run();
            return;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to prepare.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }

    private Optional<TenantId> bound() {
        return inTransaction() ? Optional.ofNullable((TenantId) registry.getResource(TENANT)) : Optional.empty();
    }

    private void set(String setting, String value) {
        // Inside a transaction this is the connection that Hibernate uses too; closing it only hands it back.
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
