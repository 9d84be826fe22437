package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Records security-relevant acts, in the transaction of the act: both are committed, or neither is. No audit, no act (R53).
 *
 * <p>Rows are written as the last thing in their transaction. Only then is the end of the chain locked, so nobody waits for
 * anything while holding it, and writers cannot deadlock over it (docs/adr/0011).
 */
@ApplicationScoped
public class AuditTrail {
    /** Acts that belong to no tenant are kept in a chain of their own, under this id, which no tenant can have. */
    public static final TenantId INSTALLATION = TenantId.INSTALLATION;

    /**
     * How long an act waits for other writers of its chain. On a disk that takes half a second for a commit, a busy chain is
     * held for seconds without anything being wrong; more would let one tenant keep connections from the others.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String PENDING = AuditTrail.class.getName();
    /** The logging context's name for it, as {@code http.RequestLog} sets it. */
    private static final String REQUEST_ID = "request_id";

    private final TenantTransactions transactions;
    private final TransactionSynchronizationRegistry registry;
    private final EntityManager entities;
    private final AuditTable table;
    private final CheckpointKey checkpointKey;
    private final ActsCommitted acts;
    private final Clock clock;

    AuditTrail(
            TenantTransactions transactions,
            TransactionSynchronizationRegistry registry,
            EntityManager entities,
            AuditTable table,
            CheckpointKey checkpointKey,
            ActsCommitted acts,
            Clock clock) {
        this.transactions = transactions;
        this.registry = registry;
        this.entities = entities;
        this.table = table;
        this.checkpointKey = checkpointKey;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Does something and records it.
     *
     * @param tenant whose chain, or {@link #INSTALLATION}; what is done runs in a transaction of this tenant
     * @param event describes what was done, given what it returned
     * @throws AuditUnavailable when it cannot be recorded; then it was not done either
     */
    public <T> T act(TenantId tenant, Supplier<T> act, Function<T, AuditEvent> event) {
        return transactions.call(tenant, () -> {
            var result = act.get();
            record(tenant, event.apply(result));
            return result;
        });
    }

    /**
     * Records an act in the present transaction of the tenant, which is the act's, or in one of its own where there is none,
     * e.g. for a refusal.
     *
     * @throws AuditUnavailable when it cannot be recorded
     */
    public void record(TenantId tenant, AuditEvent event) {
        transactions.run(tenant, () -> {
            record(tenant, List.of(entry(event)), PATIENCE);
            if (event.outcome() == AuditEvent.Outcome.DONE && ActsCommitted.canBeNoted()) {
                transactions.afterCommit(acts::note);
            }
        });
    }

    /**
     * Records an act in a transaction of its own, whatever becomes of the present one: for what is found out inside a
     * transaction that will fail because of it. It is none of the request's own acts.
     *
     * @throws AuditUnavailable when it cannot be recorded
     */
    public void recordApart(TenantId tenant, AuditEvent event) {
        transactions.apart(tenant, () -> {
            record(tenant, List.of(entry(event)), PATIENCE);
            return true;
        });
    }

    /** Makes the keys or proves that they open; to be called at start, once the key-encryption key is proven. */
    public void prove() {
        table.prove();
        checkpointKey.prove();
    }

    /** @param patience how long to wait for other writers of the chain; that of the transaction's first rows counts */
    void record(TenantId tenant, List<Entry> entries, Duration patience) {
        transactions.run(tenant, () -> pending(tenant, patience).addAll(entries));
    }

    private Entry entry(AuditEvent event) {
        return new Entry(event, clock.instant(), requestId());
    }

    /** The id of the present request; empty where there is none. */
    static String requestId() {
        return MDC.get(REQUEST_ID) instanceof String id ? id : "";
    }

    @SuppressWarnings("unchecked") // put there by this method
    private List<Entry> pending(TenantId tenant, Duration patience) {
        var pending = (List<Entry>) registry.getResource(PENDING);
        if (pending == null) {
            var fresh = new ArrayList<Entry>();
            registry.putResource(PENDING, fresh);
            transactions.beforeCommit(() -> write(tenant, fresh, patience));
            return fresh;
        }
        return pending;
    }

    private void write(TenantId tenant, List<Entry> entries, Duration patience) {
        entities.flush(); // the act's own locks come first
        try {
            table.append(tenant, entries, patience);
        } catch (SQLException unwritable) {
            throw new AuditUnavailable(unwritable);
        }
    }
}
