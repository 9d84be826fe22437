package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page of a task list begins.
 *
 * @param newest the snapshot: what came after it is in no page
 * @param before the next page holds what is older than this
 */
record NextToken(Instant newest, Instant before) {
    private static final List<String> NOT_FILTERS = List.of("limit", "offset", "next_token", "limited_response");

    String write(Query query) {
        String text = newest.toEpochMilli() + "." + before.toEpochMilli() + "." + fingerprint(query);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing when the token is made up or belongs to other filters. */
    static Optional<NextToken> read(String token, Query query) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            String[] parts = text.split("\\.", -1);
            if (parts.length == 3 && parts[2].equals(fingerprint(query))) {
                return Optional.of(new NextToken(
                        Instant.ofEpochMilli(Long.parseLong(parts[0])),
                        Instant.ofEpochMilli(Long.parseLong(parts[1]))));
            }
        } catch (IllegalArgumentException _) {
            // neither base64 nor numbers: made up
        }
        return Optional.empty();
    }

    private static String fingerprint(Query query) {
        var filters = query.parameters().stream()
                .filter(parameter -> !NOT_FILTERS.contains(parameter.name()))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .sorted()
                .toList();
        return Integer.toHexString(filters.hashCode());
    }
}
