package dev.patchbay.simulator.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One line of the journal, written before the answer leaves.
 *
 * @param at by the simulator's clock
 * @param headers names in lower case; {@code authorization} only as the scheme and which known key it was
 * @param body the request's body, the first 64 KB of it
 * @param status the answer's status; 0 when the connection was dropped or left hanging
 */
public record Exchange(
        Instant at,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        Body body,
        int status) {

    public Exchange {
        headers = Map.copyOf(headers);
    }
}
