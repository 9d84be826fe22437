package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Collects one answer in memory, within its size limit. */
final class AnswerReader implements Reception<UpstreamAnswer> {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final long limit;
    private final CompletableFuture<Boolean> head = new CompletableFuture<>();
    private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
    private final CompletableFuture<Outcome<UpstreamAnswer>> whole = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();

    AnswerReader(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletableFuture<Boolean> head() {
        return head;
    }

    @Override
    public CompletableFuture<Boolean> enough() {
        return enough;
    }

    @Override
    public Outcome<UpstreamAnswer> rest(Deadline deadline) throws TimeoutException, InterruptedException {
        try {
            return whole.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("It never fails", impossible);
        }
    }

    @Override
    public void begin(HttpClientResponse response) {
        response.exceptionHandler(_ -> broken());
        if (AnswerHead.isEncoded(response)) {
            end(new Failure.UpstreamUnavailable(
                    "the service compressed its answer although it was asked not to", true));
            response.request().reset();
        } else if (AnswerHead.declaredLength(response) > limit && !AnswerHead.isOfHead(response)) {
            tooLarge(response);
        } else {
            response.endHandler(_ -> end(Outcome.ok(answer(response))));
            response.handler(chunk -> take(chunk, response));
            if (response.statusCode() >= 300) {
                enough.complete(true);
            }
            head.complete(true);
        }
    }

    @Override
    public void broken() {
        end(new Failure.UpstreamUnavailable("the connection broke before the answer was complete", true));
    }

    private void take(Buffer chunk, HttpClientResponse response) {
        if (whole.isDone()) {
            return;
        }
        if (body.length() + (long) chunk.length() > limit) {
            tooLarge(response);
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void tooLarge(HttpClientResponse response) {
        end(new Failure.AnswerTooLarge(limit));
        response.request().reset();
    }

    private UpstreamAnswer answer(HttpClientResponse response) {
        return new UpstreamAnswer(
                response.statusCode(),
                Optional.ofNullable(response.getHeader("content-type")),
                Optional.ofNullable(response.getHeader("retry-after"))
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(Long::valueOf),
                AnswerHead.location(response),
                AnswerHead.told(response),
                body.getBytes());
    }

    private void end(Failure failure) {
        end(Outcome.failed(failure));
    }

    private void end(Outcome<UpstreamAnswer> outcome) {
        whole.complete(outcome);
        enough.complete(true);
        head.complete(true);
    }
}
