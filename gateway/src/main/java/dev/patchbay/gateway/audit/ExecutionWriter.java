package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.audit.ExecutionLog.Ending;
import dev.patchbay.gateway.audit.ExecutionLog.Intent;
import dev.patchbay.gateway.audit.jpa.ExecutionRepository;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Group commit for execution rows: calls that arrive while a batch is being committed share the next one, so "recorded
 * before sent" does not cost a commit per call. One thread writes; rows of one tenant share a transaction.
 */
@Startup
@ApplicationScoped
class ExecutionWriter {
    private static final Logger LOG = Logger.getLogger(ExecutionWriter.class);
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_QUEUE = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TenantTransactions transactions;
    private final ExecutionRepository rows;
    private final LinkedBlockingQueue<Row> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Thread thread;
    private volatile boolean open = true;

    ExecutionWriter(TenantTransactions transactions, ExecutionRepository rows) {
        this.transactions = transactions;
        this.rows = rows;
        this.thread = Thread.ofVirtual().name("execution-writer").start(this::write);
    }

    private sealed interface Row {
        TenantId tenant();

        record Begin(Intent intent, Instant at, CompletableFuture<Void> committed) implements Row {
            @Override
            public TenantId tenant() {
                return intent.tenant();
            }
        }

        record End(Intent intent, Ending ending, Instant at) implements Row {
            @Override
            public TenantId tenant() {
                return intent.tenant();
            }
        }
    }

    /** Returns when the intent is committed. @throws AuditUnavailable when it is not, within five seconds */
    void begin(Intent intent, Instant at) {
        var row = new Row.Begin(intent, at, new CompletableFuture<>());
        if (!open || !queue.offer(row)) {
            throw new AuditUnavailable(new IllegalStateException("the writer is closed or its queue is full"));
        }
        try {
            row.committed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AuditUnavailable(failed);
        } catch (TimeoutException late) {
            throw new AuditUnavailable(late);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable(cancelled);
        }
    }

    /** Hands the outcome over. It is written within milliseconds, at the latest while shutting down. */
    void end(Intent intent, Ending ending, Instant at) {
        if (!queue.offer(new Row.End(intent, ending, at))) {
            LOG.errorf("outcome of call %s not recorded: the queue is full", intent.id());
        }
    }

    private void write() {
        var batch = new ArrayList<Row>();
        while (open || !queue.isEmpty()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, LARGEST_BATCH - 1);
                batch.stream().collect(Collectors.groupingBy(Row::tenant)).forEach(this::commit);
            } catch (InterruptedException stopped) {
                open = false;
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(TenantId tenant, List<Row> batch) {
        try {
            transactions.run(tenant, () -> batch.forEach(this::store));
            batch.forEach(row -> settle(row, null));
        } catch (RuntimeException | Error lost) { // whatever went wrong, every waiting call must hear of it
            LOG.errorf(lost, "a batch of %d execution rows was not written", batch.size());
            batch.forEach(row -> settle(row, lost));
        }
    }

    private void store(Row row) {
        switch (row) {
            case Row.Begin(var intent, var at, var committed) ->
                rows.begin(
                        intent.tenant(),
                        intent.id(),
                        intent.session().orElse(null),
                        intent.userId(),
                        intent.tool().toolkit().value(),
                        intent.tool().slug().value(),
                        intent.account(),
                        at);
            case Row.End(var intent, var ending, var at) ->
                rows.end(
                        intent.tenant(),
                        intent.id(),
                        ending.succeeded() ? "succeeded" : "failed",
                        ending.succeeded() ? null : ending.name(),
                        ending.upstreamStatus().orElse(null),
                        at);
        }
    }

    private static void settle(Row row, @org.jspecify.annotations.Nullable Throwable failure) {
        if (row instanceof Row.Begin begin) {
            if (failure == null) {
                begin.committed().complete(null);
            } else {
                begin.committed().completeExceptionally(failure);
            }
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        open = false;
        thread.join(PATIENCE);
    }
}
