package dev.patchbay.gateway.files;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a stream for a thread that may block. A piece is asked of the peer only when the last one is used up,
 * so a body of any size takes the memory of one piece. A peer that falls silent or takes too long is an IOException.
 *
 * <p>Made on the request's event loop, read by one other thread.
 */
final class RequestBody extends InputStream {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpServerRequest request;
    private final Context eventLoop;
    private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final long started = System.nanoTime();
    private Buffer present = Buffer.buffer();
    private int position;
    private boolean ended;
    private volatile boolean dropping;
    private volatile Runnable whenEnded = () -> {};

    private sealed interface Piece {
        record Data(Buffer buffer) implements Piece {}

        record End() implements Piece {}

        record Broken(Throwable cause) implements Piece {}
    }

    RequestBody(HttpServerRequest request, Context eventLoop) {
        this.request = request;
        this.eventLoop = eventLoop;
        request.pause();
        request.handler(this::arrived);
        request.endHandler(_ -> ended());
        request.exceptionHandler(cause -> pieces.add(new Piece.Broken(cause)));
    }

    private void arrived(Buffer buffer) {
        if (!dropping) {
            pieces.add(new Piece.Data(buffer));
        }
    }

    private void ended() {
        pieces.add(new Piece.End());
        whenEnded.run();
    }

    /** Whether something may be left that nobody will read. */
    boolean isLeft() {
        return !ended && !dropping;
    }

    /** Takes the rest and drops it. Nothing can be read afterwards. */
    void drop(Runnable whenDropped) {
        whenEnded = whenDropped;
        dropping = true;
        eventLoop.runOnContext(_ -> {
            if (!request.isEnded()) {
                request.resume();
            }
        });
    }

    @Override
    public int read() throws IOException {
        return fill() ? present.getByte(position++) & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, present.length() - position);
        present.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (position == present.length()) {
            if (ended) {
                return false;
            }
            eventLoop.runOnContext(_ -> request.fetch(1));
            switch (next()) {
                case Piece.Data(var buffer) -> {
                    present = buffer;
                    position = 0;
                }
                case Piece.End _ -> ended = true;
                case Piece.Broken(var cause) -> throw new IOException("The request broke off", cause);
            }
        }
        return true;
    }

    private Piece next() throws IOException {
        var left = LONGEST.minusNanos(System.nanoTime() - started);
        var wait = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        try {
            var piece = pieces.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new IOException("The rest of the request did not come in time");
            }
            return piece;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Stopped while a request was read").initCause(stopped);
        }
    }
}
