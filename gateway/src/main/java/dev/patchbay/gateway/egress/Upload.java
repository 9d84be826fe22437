package dev.patchbay.gateway.egress;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a body piece by piece. The calling thread reads, and reads on only when the piece before has left for the operating
 * system; so a service that takes its time costs a waiting thread, and one piece of memory.
 */
final class Upload {
    private static final int PIECE = 64 * 1024;

    /** The answer to the last byte is often here before the news that it has left. The connection is worth the wait. */
    private static final long GRACE_MILLIS = 1_000;

    private final HttpClientRequest upstream;
    private final CompletableFuture<Boolean> enough;
    private final Deadline deadline;
    private final Duration patience;

    /**
     * @param enough completes when nothing more need be sent
     * @param patience how long the service may take over one piece
     */
    Upload(HttpClientRequest upstream, CompletableFuture<Boolean> enough, Deadline deadline, Duration patience) {
        this.upstream = upstream;
        this.enough = enough;
        this.deadline = deadline;
        this.patience = patience;
    }

    /** @return whether all of it was handed over */
    boolean send(MultipartBody body) throws IOException, TimeoutException, InterruptedException {
        try (InputStream in = body.open()) {
            long left = body.length();
            while (left > 0 && !enough.isDone()) {
                Buffer piece = Buffer.buffer(in.readNBytes(PIECE));
                left -= piece.length();
                if (left == 0) {
                    return hasLeft(upstream.end(piece), GRACE_MILLIS);
                }
                if (!hasLeft(upstream.write(piece), 0)) {
                    return false;
                }
            }
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Nothing waited for here ever fails", impossible);
        }
    }

    /**
     * Waits until a piece has left or nothing more need be sent. A write that failed says nothing: the answer, or that there
     * will be none, comes by way of the reception.
     *
     * @param grace how long the piece may still take to leave when nothing more need be sent
     */
    private boolean hasLeft(Future<Void> write, long grace)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<Boolean> left =
                write.toCompletionStage().toCompletableFuture().handle((_, broken) -> broken == null);
        CompletableFuture.anyOf(left, enough).get(deadline.nanosFor(patience), TimeUnit.NANOSECONDS);
        return left.completeOnTimeout(false, grace, TimeUnit.MILLISECONDS).get();
    }
}
