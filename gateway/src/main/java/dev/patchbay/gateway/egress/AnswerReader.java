package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Collects one answer within its size limit. Its methods run on the event loop; the futures are read by the caller. */
final class AnswerReader {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final long limit;
    private final CompletableFuture<Boolean> head = new CompletableFuture<>();
    private final CompletableFuture<Outcome<UpstreamAnswer>> whole = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();

    AnswerReader(long limit) {
        this.limit = limit;
    }

    /** Completes, always normally, when the head of the answer or a failure is there. */
    CompletableFuture<Boolean> head() {
        return head;
    }

    /** Completes, always normally, with the answer or a failure. */
    CompletableFuture<Outcome<UpstreamAnswer>> whole() {
        return whole;
    }

    void begin(HttpClientResponse response) {
        response.exceptionHandler(_ -> broken());
        if (isEncoded(response)) {
            end(new Failure.UpstreamUnavailable(
                    "the service compressed its answer although it was asked not to", true));
            response.request().reset();
        } else if (declaredLength(response) > limit) {
            tooLarge(response);
        } else {
            response.endHandler(_ -> end(Outcome.ok(answer(response))));
            response.handler(chunk -> take(chunk, response));
            head.complete(true);
        }
    }

    void broken() {
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
                body.getBytes());
    }

    private void end(Failure failure) {
        end(Outcome.failed(failure));
    }

    private void end(Outcome<UpstreamAnswer> outcome) {
        whole.complete(outcome);
        head.complete(true);
    }

    private static boolean isEncoded(HttpClientResponse response) {
        return response.headers().getAll("content-encoding").stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"));
    }

    private static long declaredLength(HttpClientResponse response) {
        String text = response.getHeader("content-length");
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
