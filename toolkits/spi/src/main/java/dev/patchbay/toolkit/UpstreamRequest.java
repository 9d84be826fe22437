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
 * @param door as in {@link RequestTemplate}
 * @param anonymous as in {@link RequestTemplate}
 */
public record UpstreamRequest(
        HttpMethod method,
        PathTemplate template,
        String path,
        String query,
        List<Header> headers,
        Optional<Body> body,
        String door,
        boolean anonymous) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /** Says method and template only: path, query, headers and body may hold what must not be printed. */
    @Override
    public String toString() {
        return method + " " + template;
    }

    public record Header(String name, String value) {}

    /** What is sent as the body. */
    public sealed interface Body {}

    /** Owns its bytes: nobody writes to them after construction. */
    @SuppressWarnings("ArrayRecordComponent") // equality is defined below, and a copy per call would buy nothing
    public record Whole(String contentType, byte[] bytes) implements Body {
        @Override
        public boolean equals(Object other) {
            return other instanceof Whole body
                    && contentType.equals(body.contentType)
                    && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(contentType, Arrays.hashCode(bytes));
        }
    }

    /** {@code multipart/form-data}; egress chooses the boundary, writes the framing and streams the files. */
    public record Multipart(List<Part> parts) implements Body {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /** One part of a multipart body. */
    public sealed interface Part {
        String name();
    }

    /**
     * A part that is text.
     *
     * @param contentType empty for plain text
     */
    public record TextPart(String name, String text, Optional<String> contentType) implements Part {}

    /** A part that is a file, which stays the property of whoever made the request. */
    public record FilePart(String name, FileContent file) implements Part {}
}
