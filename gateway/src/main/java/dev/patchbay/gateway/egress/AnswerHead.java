package dev.patchbay.gateway.egress;

import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the head of an answer says about what follows. */
final class AnswerHead {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private AnswerHead() {}

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
