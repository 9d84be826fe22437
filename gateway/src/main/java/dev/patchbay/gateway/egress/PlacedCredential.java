package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.List;

/**
 * A credential in the form in which it is sent. Never printed.
 *
 * @param pathPrefix encoded segments that stand before the request's path, or empty
 * @param query an encoded parameter, or empty
 * @param traces texts built from the credential that would give it away in an answer
 */
record PlacedCredential(String pathPrefix, String query, List<Header> headers, List<String> traces) {
    static final PlacedCredential NOTHING = new PlacedCredential("", "", List.of(), List.of());

    @Override
    public String toString() {
        return "PlacedCredential[redacted]";
    }
}
