package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Outcome;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** What becomes of one answer. The first two methods are called on the event loop, the others by the waiting caller. */
interface Reception<R> {

    void begin(HttpClientResponse response);

    void broken();

    /** Completes, always normally, when the head of the answer or a failure is there. */
    CompletableFuture<Boolean> head();

    /**
     * Completes, always normally, when there is no use in sending the rest of a request: the service refused, has answered in
     * full, or is gone (RFC 9112 section 9.5).
     */
    CompletableFuture<Boolean> enough();

    /** Waits for the rest, after {@link #head()}. */
    Outcome<R> rest(Deadline deadline) throws IOException, TimeoutException, InterruptedException;
}
