package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.List;

/**
 * A request with its credential in it. Never printed.
 *
 * @param target path and query as they stand in the request line
 * @param traces texts built from the credential that would give it away in an answer
 */
record OutgoingRequest(
        BaseUrl base, HttpMethod method, String target, List<Header> headers, OutgoingBody body, List<String> traces) {

    /** Of every request. */
    static final List<Header> OWN_HEADERS =
            List.of(new Header("accept-encoding", "identity"), new Header("user-agent", "Patchbay"));

    @Override
    public String toString() {
        return "OutgoingRequest[redacted]";
    }
}
