package dev.patchbay.simulator.http;

/** What the server does with the connection once a request is decided. */
sealed interface Delivery {
    record Send(Answer answer) implements Delivery {}

    record SendHuge(long bytes) implements Delivery {}

    record CloseSilently() implements Delivery {}

    record WaitThenClose() implements Delivery {}

    /** The status for the journal. */
    default int status() {
        return switch (this) {
            case Send(Answer answer) -> answer.status();
            case SendHuge _ -> 200;
            case CloseSilently _, WaitThenClose _ -> 0;
        };
    }
}
