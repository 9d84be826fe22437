package dev.patchbay.simulator.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the journal, written before the answer leaves.
 *
 * @param at by the simulator's clock
 * @param rawPath as sent, still encoded
 * @param rawQuery as sent, still encoded
 * @param headers names in lower case; {@code authorization} only as the scheme and which known key it was
 * @param body the request's body, the first 64 KB of it
 * @param bodySha256 of the whole body; empty when there was none
 * @param parts of a multipart body
 * @param status the answer's status; 0 when the connection was dropped or left hanging
 * @param remark what the service noticed besides, such as a known path with the wrong verb; mostly empty
 */
public record Exchange(
        Instant at,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        Body body,
        String bodySha256,
        List<SentPart> parts,
        int status,
        String remark) {

    public Exchange {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** One part of a multipart body, its content only as length and hash. */
    public record SentPart(
            String name, Optional<String> fileName, Optional<String> contentType, long length, String sha256) {
        static SentPart of(Multipart.Part part) {
            return new SentPart(
                    part.name(),
                    part.fileName(),
                    part.contentType(),
                    part.content().length(),
                    part.content().sha256());
        }
    }
}
