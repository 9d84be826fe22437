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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Writes execution rows and their audit rows in groups, so that "recorded before sent" does not cost a commit per call. A
 * tenant's rows go through one {@linkplain ExecutionLane lane}, in order; lanes commit side by side, because the database
 * writes commits of the same moment to its disk in one go, and a tenant that has to wait holds up its own lane alone.
 *
 * <p>An intent that cannot be written fails its call. An outcome that cannot be written is tried again, apart from all
 * intents, until it is or the process ends.
 */
@Startup
@ApplicationScoped
class ExecutionWriter {
    private static final Logger LOG = Logger.getLogger(ExecutionWriter.class);

    /** Half of the connections, so that whatever is recorded, there are some for the requests themselves. */
    private static final int LANES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<ExecutionLane> lanes;

    ExecutionWriter(TenantTransactions transactions, ExecutionRepository rows, AuditTrail trail) {
        lanes = IntStream.range(0, LANES)
                .mapToObj(number -> new ExecutionLane(number, transactions, rows, trail))
                .toList();
    }

    /** Returns when the intent is committed. @throws AuditUnavailable when it is not, within ten seconds */
    void begin(Intent intent, Instant at) {
        var row = new ExecutionRow.Begin(intent, at, AuditTrail.requestId(), new CompletableFuture<>());
        if (!lane(intent.tenant()).offer(row)) {
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
        if (!lane(intent.tenant()).offer(new ExecutionRow.End(intent, ending, at, AuditTrail.requestId()))) {
            LOG.errorf("outcome of call %s not recorded: the queue is full", intent.id());
        }
    }

    private ExecutionLane lane(TenantId tenant) {
        return lanes.get(Math.floorMod(tenant.hashCode(), LANES));
    }

    @PreDestroy
    void close() throws InterruptedException {
        lanes.forEach(ExecutionLane::stop);
        var begun = System.nanoTime();
        for (var lane : lanes) {
            lane.await(PATIENCE.minusNanos(System.nanoTime() - begun));
        }
    }
}
