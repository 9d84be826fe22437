package dev.patchbay.gateway.call;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.util.List;

/** How a call of a service's endpoint ended. The id is the one under which it is logged. */
public sealed interface EndpointResult {
    String logId();

    /** Whatever the service's status was. */
    record Answered(String logId, UpstreamAnswer answer) implements EndpointResult {}

    record Failed(String logId, Failure failure) implements EndpointResult {}

    /** The request was not one to send, and was not sent; each problem begins with its place in the caller's words. */
    record Misfit(String logId, List<String> problems) implements EndpointResult {
        public Misfit {
            problems = List.copyOf(problems);
        }
    }
}
