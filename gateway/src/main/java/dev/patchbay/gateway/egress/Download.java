package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Receives a file. The caller writes a piece to disk and then asks for one more, so that a fast service waits for a slow disk
 * and no more than a few pieces are in memory.
 */
final class Download implements Reception<Landing<FileContent>> {
    private static final Path SPOOL = Path.of(System.getProperty("java.io.tmpdir"));

    /** Pieces asked for ahead, so that small ones do not cost a change of threads each. */
    private static final int AHEAD = 16;

    private sealed interface Event {
        record Piece(Buffer bytes) implements Event {}

        record End() implements Event {}

        record Broken() implements Event {}
    }

    /** What the head decided. */
    private sealed interface Decision {
        record Read(HttpClientResponse from) implements Decision {}

        record Done(Outcome<Landing<FileContent>> outcome) implements Decision {}
    }

    private final PublicUrl address;
    private final long limit;
    private final Duration patience;
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    Download(PublicUrl address, long limit, Duration patience) {
        this.address = address;
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public CompletableFuture<Boolean> head() {
        return decision.thenApply(_ -> true);
    }

    @Override
    public CompletableFuture<Boolean> enough() {
        return head();
    }

    @Override
    public void begin(HttpClientResponse response) {
        // First of all: without it Vert.x would log what broke the connection, our own reset included.
        response.exceptionHandler(_ -> events.add(new Event.Broken()));
        Optional<Outcome<Landing<FileContent>>> early = early(response);
        if (early.isPresent()) {
            decision.complete(new Decision.Done(early.get()));
            response.request().reset();
            return;
        }
        response.pause();
        response.endHandler(_ -> events.add(new Event.End()));
        response.handler(bytes -> events.add(new Event.Piece(bytes)));
        decision.complete(new Decision.Read(response));
    }

    @Override
    public void broken() {
        decision.complete(new Decision.Done(Outcome.failed(cut())));
    }

    @Override
    public Outcome<Landing<FileContent>> rest(Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        return switch (decision.join()) {
            case Decision.Done(var outcome) -> outcome;
            case Decision.Read(var response) -> spool(response, deadline);
        };
    }

    private Optional<Outcome<Landing<FileContent>>> early(HttpClientResponse response) {
        Optional<String> location = AnswerHead.location(response);
        if (location.isPresent()) {
            return location.map(to -> Outcome.ok(new Landing.Moved<>(to)));
        }
        if (response.statusCode() < 200 || response.statusCode() > 299) {
            return Optional.of(Outcome.failed(new Failure.UpstreamRefused(
                    response.statusCode(),
                    Optional.empty(),
                    "the file is not to be had at its address",
                    Optional.of("Check the address of the file; it may have expired."),
                    Optional.empty())));
        }
        if (AnswerHead.isEncoded(response)) {
            return Optional.of(Outcome.failed(new Failure.UpstreamUnavailable(
                    "the file came compressed although that was not asked for", false)));
        }
        return AnswerHead.declaredLength(response) > limit
                ? Optional.of(Outcome.failed(new Failure.AnswerTooLarge(limit)))
                : Optional.empty();
    }

    private Outcome<Landing<FileContent>> spool(HttpClientResponse response, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        var file = SpooledFile.create(
                SPOOL,
                FileNames.name(Optional.ofNullable(response.getHeader("content-disposition")), address.path()),
                FileNames.type(Optional.ofNullable(response.getHeader("content-type"))));
        Outcome<Landing<FileContent>> outcome = Outcome.failed(cut());
        try {
            outcome = fill(file, response, deadline);
        } finally {
            if (outcome instanceof Outcome.Failed) {
                file.close();
                response.request().reset();
            }
        }
        return outcome;
    }

    private Outcome<Landing<FileContent>> fill(SpooledFile file, HttpClientResponse response, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        response.fetch(AHEAD);
        while (true) {
            Event event = events.poll(deadline.nanosFor(patience), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new TimeoutException();
            }
            switch (event) {
                case Event.Piece(Buffer bytes) -> {
                    if (file.length() + bytes.length() > limit) {
                        return Outcome.failed(new Failure.AnswerTooLarge(limit));
                    }
                    file.append(bytes.getBytes());
                    response.fetch(1);
                }
                case Event.End ignored -> {
                    return Outcome.ok(new Landing.Arrived<>(file));
                }
                case Event.Broken ignored -> {
                    return Outcome.failed(cut());
                }
            }
        }
    }

    private static Failure cut() {
        return new Failure.UpstreamUnavailable("the connection broke before the file was complete", true);
    }
}
