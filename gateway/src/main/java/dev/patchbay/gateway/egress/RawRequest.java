package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.List;
import java.util.Optional;

/**
 * A request that a caller wrote himself, without a tool: nothing in it has been checked yet.
 *
 * @param endpoint a path below the account's base address, or an absolute address there; may bring a query
 */
public record RawRequest(
        HttpMethod method, String endpoint, List<Parameter> parameters, Optional<UpstreamRequest.Whole> body) {

    public RawRequest {
        parameters = List.copyOf(parameters);
    }

    /** Of the query or the head, by its name on the wire. */
    public record Parameter(String name, String value, Place place) {}

    /** Where a parameter stands. */
    public enum Place {
        HEADER,
        QUERY
    }

    /** What became of reading it. */
    public sealed interface Reading {
        record Fit(UpstreamRequest request) implements Reading {}

        /**
         * @param problems what must not be sent, each beginning with its place in the caller's words
         * @param leadsElsewhere whether it would have left the account's base address
         */
        record Misfit(List<String> problems, boolean leadsElsewhere) implements Reading {
            public Misfit {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Without what the caller wrote. */
    @Override
    public String toString() {
        return "RawRequest[" + method + "]";
    }
}
