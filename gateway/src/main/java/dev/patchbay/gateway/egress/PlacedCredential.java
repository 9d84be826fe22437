package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A credential in the form in which it is sent. Never printed.
 *
 * @param pathPrefix encoded segments that stand before the request's path, or empty
 * @param query encoded parameters, or empty
 * @param traces texts built from the credential that would give it away in an answer
 */
record PlacedCredential(String pathPrefix, String query, List<Header> headers, List<String> traces) {
    static final PlacedCredential NOTHING = new PlacedCredential("", "", List.of(), List.of());

    /** Both, or a refusal when both fill the same header: services disagree about which of two counts. */
    Checked<PlacedCredential> and(PlacedCredential other) {
        boolean clash = other.headers.stream().anyMatch(header -> fills(header.name()));
        return clash
                ? Checked.refused(Refusal.HEADER)
                : Checked.passed(new PlacedCredential(
                        pathPrefix + other.pathPrefix,
                        Stream.of(query, other.query)
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining("&")),
                        joined(headers, other.headers),
                        joined(traces, other.traces)));
    }

    boolean fills(String header) {
        return headers.stream().anyMatch(placed -> placed.name().equalsIgnoreCase(header));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public String toString() {
        return "PlacedCredential[redacted]";
    }
}
