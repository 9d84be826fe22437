package dev.patchbay.gateway.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A call as it is on record: who made it, with what, and how it ended. Neither what was sent nor what was answered is kept.
 *
 * @param tool a tool's slug, or what stands in its place for a call without one
 * @param failure in one word, of a call that failed
 * @param finishedAt empty while it runs, and for ever if the gateway died meanwhile: then nobody knows how it ended
 */
public record Execution(
        String id,
        Status status,
        String toolkit,
        String tool,
        String userId,
        Optional<String> session,
        Optional<String> account,
        Optional<String> authConfig,
        Optional<String> requestId,
        Optional<String> failure,
        Optional<Integer> upstreamStatus,
        Instant startedAt,
        Optional<Instant> finishedAt) {

    /** As it stands in the table, in upper case. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
