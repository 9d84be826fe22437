package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.audit.ExecutionLog.Ending;
import dev.patchbay.gateway.audit.jpa.ExecutionRepository;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for the execution rows of some tenants: calls that arrive while a batch is being committed share the next one.
 * One thread writes; rows of one tenant share a transaction. It is a platform thread, because a virtual one takes its turn
 * behind all the requests that wait for it.
 *
 * <p>An intent whose chain somebody else holds is tried again until its call gives it up; any other failure is the call's.
 */
class ExecutionLane {
    private static final Logger LOG = Logger.getLogger(ExecutionLane.class);
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_QUEUE = 5_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long one tenant's chain may hold up the others of this lane, each time it is tried. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** SQLSTATE {@code lock_not_available}, which is how a {@code lock_timeout} ends (PostgreSQL documentation, appendix A). */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final TenantTransactions transactions;
    private final ExecutionRepository rows;
    private final AuditTrail trail;
    private final LinkedBlockingQueue<ExecutionRow> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);

    /** Intents to try again at once; touched by the writing thread alone, as the next one is. */
    private final ArrayDeque<ExecutionRow> locked = new ArrayDeque<>();

    /** Outcomes to try again later. */
    private final ArrayDeque<ExecutionRow> late = new ArrayDeque<>();

    private long lastTry = System.nanoTime();

    private final Thread thread;
    private volatile boolean open = true;

    ExecutionLane(int number, TenantTransactions transactions, ExecutionRepository rows, AuditTrail trail) {
        this.transactions = transactions;
        this.rows = rows;
        this.trail = trail;
        this.thread =
                Thread.ofPlatform().name("execution-writer-" + number).daemon().start(this::write);
    }

    /** @return whether it will be written; an outcome is taken after the {@link #stop}, too, while its lane still writes */
    boolean offer(ExecutionRow row) {
        return (open || row instanceof ExecutionRow.End) && queue.offer(row);
    }

    void stop() {
        open = false;
    }

    /** Until everything is written. */
    void await(Duration atMost) throws InterruptedException {
        thread.join(atMost);
    }

    private void write() {
        var batch = new ArrayList<ExecutionRow>();
        while (open || !queue.isEmpty() || !locked.isEmpty()) {
            try {
                batch.addAll(locked);
                locked.clear();
                var first = batch.isEmpty() ? queue.poll(200, TimeUnit.MILLISECONDS) : queue.poll();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                }
                byTenant(batch).forEach(this::commit);
                if (System.nanoTime() - lastTry > PAUSE.toNanos()) {
                    retry();
                }
            } catch (InterruptedException stopped) {
                open = false;
            } finally {
                batch.clear();
            }
        }
        retry();
    }

    private static Map<TenantId, List<ExecutionRow>> byTenant(Collection<ExecutionRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.intent().tenant()));
    }

    private void commit(TenantId tenant, List<ExecutionRow> rowsOfTenant) {
        var batch = rowsOfTenant.stream()
                .filter(row -> !(row instanceof ExecutionRow.Begin begin && begin.isGivenUp()))
                .toList();
        if (batch.isEmpty()) {
            return;
        }
        try {
            transactions.run(tenant, () -> {
                batch.forEach(this::store);
                trail.record(
                        tenant,
                        batch.stream().flatMap(row -> row.entries().stream()).toList(),
                        PATIENCE);
            });
            batch.forEach(row -> settle(row, null));
        } catch (RuntimeException | Error lost) { // whatever went wrong, every waiting call must hear of it
            if (isLocked(lost)) {
                LOG.warnf("%d execution rows wait for another writer of their audit chain", batch.size());
            } else {
                LOG.errorf(lost, "a batch of %d execution rows was not written", batch.size());
            }
            batch.forEach(row -> settle(row, lost));
        }
    }

    /** One tenant whose rows fail keeps no other's waiting, and no call waits for an outcome. */
    private void retry() {
        lastTry = System.nanoTime();
        var again = List.copyOf(late);
        late.clear();
        byTenant(again).forEach(this::commit);
    }

    private void store(ExecutionRow row) {
        switch (row) {
            case ExecutionRow.Begin(var intent, var at, var requestId, var committed) ->
                rows.begin(
                        intent.tenant(),
                        intent.id(),
                        intent.session().orElse(null),
                        intent.userId(),
                        intent.toolkit().value(),
                        intent.tool(),
                        intent.account(),
                        intent.authConfig(),
                        requestId.isEmpty() ? null : requestId,
                        at);
            case ExecutionRow.End(var intent, var ending, var at, var ignored) ->
                rows.end(
                        intent.tenant(),
                        intent.id(),
                        ending.succeeded() ? "succeeded" : "failed",
                        ending.succeeded() ? null : ending.name(),
                        ending.upstreamStatus().orElse(null),
                        at);
        }
    }

    private void settle(ExecutionRow row, @Nullable Throwable failure) {
        switch (row) {
            case ExecutionRow.Begin begin
            when failure == null -> {
                if (!begin.committed().complete(null)) { // given up while it was being committed
                    late.add(new ExecutionRow.End(begin.intent(), Ending.NOT_MADE, begin.at(), begin.requestId()));
                }
            }
            case ExecutionRow.Begin begin when isLocked(failure) -> locked.add(begin);
            case ExecutionRow.Begin begin -> begin.committed().completeExceptionally(failure);
            case ExecutionRow.End end
            when failure != null -> {
                if (late.size() < LONGEST_QUEUE) {
                    late.add(end);
                } else {
                    LOG.errorf(
                            "outcome of call %s not recorded: too many wait",
                            end.intent().id());
                }
            }
            case ExecutionRow.End _ -> {
                // written
            }
        }
    }

    private static boolean isLocked(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof SQLException refused && LOCK_NOT_AVAILABLE.equals(refused.getSQLState()));
    }
}
