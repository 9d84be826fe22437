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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for execution rows and their audit rows: calls that arrive while a batch is being committed share the next
 * one, so "recorded before sent" does not cost a commit per call. One thread writes; rows of one tenant share a transaction.
 * It is a platform thread, because a virtual one takes its turn behind all the requests that wait for it.
 *
 * <p>An intent that cannot be written fails its call. An outcome that cannot be written is tried again, apart from all
 * intents, until it is or the process ends.
 */
@Startup
@ApplicationScoped
class ExecutionWriter {
    private static final Logger LOG = Logger.getLogger(ExecutionWriter.class);
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_QUEUE = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TenantTransactions transactions;
    private final ExecutionRepository rows;
    private final AuditTrail trail;
    private final LinkedBlockingQueue<Row> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    /** Outcomes to try again; touched by the writing thread alone. */
    private final ArrayDeque<Row> late = new ArrayDeque<>();

    private long lastTry = System.nanoTime();

    private final Thread thread;
    private volatile boolean open = true;

    ExecutionWriter(TenantTransactions transactions, ExecutionRepository rows, AuditTrail trail) {
        this.transactions = transactions;
        this.rows = rows;
        this.trail = trail;
        this.thread = Thread.ofPlatform().name("execution-writer").daemon().start(this::write);
    }

    private sealed interface Row {
        Intent intent();

        /** @param requestId of the request that makes the call */
        record Begin(Intent intent, Instant at, String requestId, CompletableFuture<Void> committed) implements Row {}

        record End(Intent intent, Ending ending, Instant at, String requestId) implements Row {}
    }

    /** Returns when the intent is committed. @throws AuditUnavailable when it is not, within ten seconds */
    void begin(Intent intent, Instant at) {
        var row = new Row.Begin(intent, at, AuditTrail.requestId(), new CompletableFuture<>());
        if (!open || !queue.offer(row)) {
            throw new AuditUnavailable(new IllegalStateException("the writer is closed or its queue is full"));
        }
        try {
            row.committed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AuditUnavailable(failed);
        } catch (TimeoutException late) {
            row.committed().cancel(false);
            throw new AuditUnavailable(late);
        } catch (InterruptedException cancelled) {
            row.committed().cancel(false);
            Thread.currentThread().interrupt();
            throw new AuditUnavailable(cancelled);
        }
    }

    /** Hands the outcome over. It is written within milliseconds, at the latest while shutting down. */
    void end(Intent intent, Ending ending, Instant at) {
        if (!queue.offer(new Row.End(intent, ending, at, AuditTrail.requestId()))) {
            LOG.errorf("outcome of call %s not recorded: the queue is full", intent.id());
        }
    }

    private void write() {
        var batch = new ArrayList<Row>();
        while (open || !queue.isEmpty()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    byTenant(batch).forEach(this::commit);
                }
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

    private static Map<TenantId, List<Row>> byTenant(Collection<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.intent().tenant()));
    }

    private void commit(TenantId tenant, List<Row> rowsOfTenant) {
        var batch = rowsOfTenant.stream().filter(row -> !isGivenUp(row)).toList();
        if (batch.isEmpty()) {
            return;
        }
        try {
            transactions.run(tenant, () -> {
                batch.forEach(this::store);
                trail.record(
                        tenant,
                        batch.stream().flatMap(row -> entries(row).stream()).toList());
            });
            batch.forEach(row -> settle(row, null));
        } catch (RuntimeException | Error lost) { // whatever went wrong, every waiting call must hear of it
            LOG.errorf(lost, "a batch of %d execution rows was not written", batch.size());
            batch.forEach(row -> settle(row, lost));
        }
    }

    /** Its caller was told that the call is not made, because the intent could not be written in time. */
    private static boolean isGivenUp(Row row) {
        return row instanceof Row.Begin begin && begin.committed().isCancelled();
    }

    /** One tenant whose rows fail keeps no other's waiting, and no call waits for an outcome. */
    private void retry() {
        lastTry = System.nanoTime();
        var again = List.copyOf(late);
        late.clear();
        byTenant(again).forEach(this::commit);
    }

    private static List<Entry> entries(Row row) {
        return switch (row) {
            case Row.Begin(var intent, var at, var requestId, var ignored) ->
                List.of(ExecutionEvents.started(intent, at, requestId));
            case Row.End(var intent, var ending, var at, var requestId) ->
                ExecutionEvents.ended(intent, ending, at, requestId);
        };
    }

    private void store(Row row) {
        switch (row) {
            case Row.Begin(var intent, var at, var requestId, var committed) ->
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
            case Row.End(var intent, var ending, var at, var ignored) ->
                rows.end(
                        intent.tenant(),
                        intent.id(),
                        ending.succeeded() ? "succeeded" : "failed",
                        ending.succeeded() ? null : ending.name(),
                        ending.upstreamStatus().orElse(null),
                        at);
        }
    }

    private void settle(Row row, @Nullable Throwable failure) {
        switch (row) {
            case Row.Begin begin
            when failure == null -> {
                if (!begin.committed().complete(null)) { // given up while it was being committed
                    late.add(new Row.End(begin.intent(), Ending.NOT_MADE, begin.at(), begin.requestId()));
                }
            }
            case Row.Begin begin -> begin.committed().completeExceptionally(failure);
            case Row.End end
            when failure != null -> {
                if (late.size() < LONGEST_QUEUE) {
                    late.add(end);
                } else {
                    LOG.errorf(
                            "outcome of call %s not recorded: too many wait",
                            end.intent().id());
                }
            }
            case Row.End _ -> {
                // written
            }
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        open = false;
        thread.join(PATIENCE);
    }
}
