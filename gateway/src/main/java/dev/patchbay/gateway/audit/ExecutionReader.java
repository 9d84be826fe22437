package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.audit.jpa.ExecutionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.hibernate.QueryTimeoutException;

/**
 * Reads a tenant's executions. A search may walk all of a tenant's rows, so few run at once and none for long: calls need the
 * same connections.
 */
@ApplicationScoped
public class ExecutionReader {
    private static final int AT_ONCE = 2;

    private final TenantTransactions transactions;
    private final ExecutionRepository rows;
    private final Semaphore searches = new Semaphore(AT_ONCE);

    ExecutionReader(TenantTransactions transactions, ExecutionRepository rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /**
     * The newest first.
     *
     * @param after only those that come after this one in the list
     * @return empty when the search was given up, because it took too long or too many others run
     */
    public Optional<List<Execution>> list(TenantId tenant, ExecutionQuery query, Optional<Execution> after, int limit) {
        if (!searches.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(transactions.call(tenant, () -> rows.list(tenant, query, after, limit)));
        } catch (PersistenceException failed) {
            if (failed.getCause() instanceof QueryTimeoutException) {
                return Optional.empty();
            }
            throw failed;
        } finally {
            searches.release();
        }
    }

    public Optional<Execution> get(TenantId tenant, String id) {
        return transactions.call(tenant, () -> rows.get(tenant, id));
    }
}
