package dev.patchbay.simulator.http;

import java.util.List;
import java.util.Optional;

/** One simulated service. The server calls it from many threads; the service keeps its own order. */
public interface Service {
    Answer answer(Request request);

    /** A failure in the service's own error shape, for faults and unreadable requests. */
    Answer failure(int status, String text);

    /** How the journal may keep an Authorization header; a credential that is not a known simulated one must not be kept. */
    default String authorizationForJournal(String value) {
        return "(hidden)";
    }

    /** A control request of this service only; {@code command} is the segment after {@code /__sim}. */
    default Optional<Answer> control(String command, Request request) {
        return Optional.empty();
    }

    /** Whether a request gets past authentication and routing; only such requests count for a rate limit. */
    default boolean admits(Request request) {
        return true;
    }

    /** What the journal should say about a request besides; empty for nothing. */
    default String remark(Request request) {
        return "";
    }

    /** The names under which the real service is reached: the certificate and the CONNECT proxy know them. */
    default List<String> hostNames() {
        return List.of();
    }

    /** Ends the faults of the service's own kinds. */
    default void clearFaults() {}

    /** Back to the state at start. */
    void reset();
}
