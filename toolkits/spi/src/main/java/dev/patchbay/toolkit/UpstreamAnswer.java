package dev.patchbay.toolkit;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the service answered: data from outside, bounded in size and not yet understood.
 *
 * @param contentType the header's value, where there was one
 * @param retryAfter the header's value in whole seconds, where there was a usable one
 * @param location the header's value on a redirect. Data from outside: never followed with the credential
 * @param headers those that say something about the answer and never hold a credential, by lower-case name
 * @param body the decompressed body. Owned by this record
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record UpstreamAnswer(
        int status,
        Optional<String> contentType,
        Optional<Long> retryAfter,
        Optional<String> location,
        Map<String, String> headers,
        byte[] body) {

    public UpstreamAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer of whose headers no more is known. */
    public UpstreamAnswer(
            int status,
            Optional<String> contentType,
            Optional<Long> retryAfter,
            Optional<String> location,
            byte[] body) {
        this(status, contentType, retryAfter, location, Map.of(), body);
    }

    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpstreamAnswer answer
                && status == answer.status
                && contentType.equals(answer.contentType)
                && retryAfter.equals(answer.retryAfter)
                && location.equals(answer.location)
                && headers.equals(answer.headers)
                && Arrays.equals(body, answer.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, contentType, retryAfter, location, headers, Arrays.hashCode(body));
    }

    /** Without the body, which may hold anything. */
    @Override
    public String toString() {
        return "UpstreamAnswer[" + status + ", " + body.length + " bytes]";
    }
}
