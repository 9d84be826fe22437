package dev.patchbay.toolkit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request below the base address, encoded and complete but for the credential.
 *
 * @param template the path template, the only form fit for logs
 * @param path encoded path, beginning with a slash
 * @param query encoded query without the question mark, or empty
 */
public record UpstreamRequest(
        HttpMethod method,
        PathTemplate template,
        String path,
        String query,
        List<Header> headers,
        Optional<Body> body) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /** Says method and template only: path, query, headers and body may hold what must not be printed. */
    @Override
    public String toString() {
        return method + " " + template;
    }

    public record Header(String name, String value) {}

    /** Owns its bytes: nobody writes to them after construction. */
    @SuppressWarnings("ArrayRecordComponent") // equality is defined below, and a copy per call would buy nothing
    public record Body(String contentType, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Body body
                    && contentType.equals(body.contentType)
                    && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(contentType, Arrays.hashCode(bytes));
        }
    }
}
