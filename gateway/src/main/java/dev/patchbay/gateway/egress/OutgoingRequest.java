package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest.Body;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.List;
import java.util.Optional;

/**
 * A request with its credential in it. Never printed.
 *
 * @param target path and query as they stand in the request line
 * @param traces texts built from the credential that would give it away in an answer
 */
record OutgoingRequest(
        BaseUrl base,
        HttpMethod method,
        String target,
        List<Header> headers,
        Optional<Body> body,
        List<String> traces) {

    @Override
    public String toString() {
        return "OutgoingRequest[redacted]";
    }
}
