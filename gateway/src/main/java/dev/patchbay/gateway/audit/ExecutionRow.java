package dev.patchbay.gateway.audit;

import dev.patchbay.gateway.audit.ExecutionLog.Ending;
import dev.patchbay.gateway.audit.ExecutionLog.Intent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is to be written about a call. */
sealed interface ExecutionRow {
    Intent intent();

    /** The rows of the audit chain that belong to it. */
    List<Entry> entries();

    /** @param requestId of the request that makes the call */
    record Begin(Intent intent, Instant at, String requestId, CompletableFuture<Void> committed)
            implements ExecutionRow {
        @Override
        public List<Entry> entries() {
            return List.of(ExecutionEvents.started(intent, at, requestId));
        }

        /** Its caller was told that the call is not made, because the intent could not be written in time. */
        boolean isGivenUp() {
            return committed.isCancelled();
        }
    }

    record End(Intent intent, Ending ending, Instant at, String requestId) implements ExecutionRow {
        @Override
        public List<Entry> entries() {
            return ExecutionEvents.ended(intent, ending, at, requestId);
        }
    }
}
