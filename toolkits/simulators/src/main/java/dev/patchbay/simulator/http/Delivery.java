package dev.patchbay.simulator.http;

import java.time.Duration;

/** What the server does with the connection once a request is decided. */
sealed interface Delivery {
    record Send(Answer answer) implements Delivery {}

    record SendSlowly(Answer answer, Duration pause) implements Delivery {}

    record SendTruncated(Answer answer) implements Delivery {}

    /** The connection ends within the answer's head. */
    record SendHalfHead(Answer answer) implements Delivery {}

    record SendHuge(long bytes) implements Delivery {}

    /** An orderly end, without an answer. */
    record CloseSilently() implements Delivery {}

    /** A TCP reset, without an answer. */
    record Reset() implements Delivery {}

    record WaitThenClose() implements Delivery {}

    /** The status for the journal. */
    default int status() {
        return switch (this) {
            case Send(Answer answer) -> answer.status();
            case SendSlowly(Answer answer, var _) -> answer.status();
            case SendTruncated(Answer answer) -> answer.status();
            case SendHuge _ -> 200;
            case SendHalfHead _, CloseSilently _, Reset _, WaitThenClose _ -> 0;
        };
    }
}
