package dev.patchbay.simulator.http;

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

    /** Back to the state at start. */
    void reset();
}
