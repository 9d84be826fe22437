package dev.patchbay.gateway.idempotency;

import dev.patchbay.authstore.request.IdempotentRequests;
import dev.patchbay.authstore.request.KeptAnswer;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.http.Errors;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a request is answered that came before under the same key. Nothing of it is carried out again. */
final class Repeats {
    private static final String REPLAYED = "Idempotency-Replayed";
    /** SDKs keep to times below a minute (contract 1.5). */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Repeats() {}

    static Response answered(KeptAnswer answer) {
        return answer.body()
                .map(body -> {
                    var again = Response.status(answer.status()).header(REPLAYED, "true");
                    return answer.contentType().isEmpty()
                            ? again.build()
                            : again.type(answer.contentType()).entity(body).build();
                })
                .orElseGet(() -> refusal(
                                409,
                                new ApiError(
                                        ErrorKind.IDEMPOTENCY_NOT_KEPT,
                                        "The first request with this Idempotency-Key was carried out and answered with HTTP "
                                                + answer.status() + ". Its answer was larger than "
                                                + KeptAnswer.LARGEST / 1024 + " KB and is not kept.",
                                        "Read what it made or changed; to do it once more, send another key.",
                                        List.of()))
                        .build());
    }

    static Response full() {
        return refusal(
                        429,
                        new ApiError(
                                ErrorKind.RATE_LIMITED,
                                "This project has used " + IdempotentRequests.MOST
                                        + " Idempotency-Keys within 24 hours. Nothing was done.",
                                "Send it without a key, or later, when older keys have expired.",
                                List.of()))
                .header(HttpHeaders.RETRY_AFTER, 30)
                .build();
    }

    /** The pause grows with what the first has taken, so that the two retries of an SDK outlast a slow call. */
    static Response running(Instant since, Instant now) {
        var taken = Duration.between(since, now);
        var pause = taken.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : taken;
        return refusal(
                        409,
                        new ApiError(
                                ErrorKind.IDEMPOTENCY_RUNNING,
                                "The first request with this Idempotency-Key is still being carried out.",
                                "Send it again later with the same key to get its answer.",
                                List.of()))
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, pause.toSeconds()))
                .build();
    }

    static Response unfinished(Instant since) {
        return refusal(
                        409,
                        new ApiError(
                                ErrorKind.IDEMPOTENCY_UNKNOWN,
                                "The first request with this Idempotency-Key began at " + Timestamps.of(since)
                                        + " and did not end: the gateway was stopped, lost its database, or broke"
                                        + " after the caller had gone."
                                        + " Whether it took effect is not known.",
                                "Look whether it did; to do it again, send another key.",
                                List.of()))
                .build();
    }

    static Response different() {
        return refusal(
                        422,
                        new ApiError(
                                ErrorKind.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for another request: another route or another body."
                                        + " Nothing was done.",
                                "Make a new key for each thing to be done, and repeat a request byte by byte.",
                                List.of()))
                .build();
    }

    private static Response.ResponseBuilder refusal(int status, ApiError error) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.write(Errors.envelope(status, error)));
    }
}
