package dev.patchbay.gateway.egress;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the head of an answer says about what follows. */
final class AnswerHead {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What may be told of an answer: nothing that sets a cookie, asks for a credential or speaks of the connection. */
    private static final Set<String> TOLD = Set.of(
            "accept-ranges",
            "age",
            "allow",
            "cache-control",
            "content-disposition",
            "content-language",
            "content-range",
            "content-type",
            "deprecation",
            "etag",
            "expires",
            "last-modified",
            "link",
            "location",
            "retry-after",
            "sunset",
            "warning",
            "x-correlation-id",
            "x-next-page",
            "x-page",
            "x-per-page",
            "x-prev-page",
            "x-request-id",
            "x-total",
            "x-total-count",
            "x-total-pages");

    /** Rate limits have a family of names each. */
    private static final List<String> TOLD_TOO = List.of("ratelimit", "x-ratelimit", "x-rate-limit");

    private AnswerHead() {}

    /** Whether there is no body although a length may be declared. */
    static boolean isOfHead(HttpClientResponse response) {
        return response.request().getMethod().equals(HttpMethod.HEAD);
    }

    /** The headers that may be told, several of a name joined by commas (RFC 9110 section 5.3). */
    static Map<String, String> told(HttpClientResponse response) {
        var told = new HashMap<String, String>();
        response.headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (TOLD.contains(lower) || TOLD_TOO.stream().anyMatch(lower::startsWith)) {
                told.merge(lower, value, (before, more) -> before + ", " + more);
            }
        });
        return told;
    }

    /**
     * Whether the body comes in any coding but the one asked for, identity. So nothing is ever unpacked, and no answer is larger
     * in memory than it was on the way (R45).
     */
    static boolean isEncoded(HttpClientResponse response) {
        return names(response.headers().getAll("content-encoding"), "identity")
                || names(response.headers().getAll("transfer-encoding"), "chunked");
    }

    private static boolean names(List<String> lines, String harmless) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase(harmless));
    }

    /** Zero where nothing is declared. */
    static long declaredLength(HttpClientResponse response) {
        String text = response.getHeader("content-length");
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Where a redirect leads to, as the service wrote it. */
    static Optional<String> location(HttpClientResponse response) {
        return Optional.ofNullable(response.getHeader("location"))
                .filter(_ -> REDIRECTS.contains(response.statusCode()));
    }
}
