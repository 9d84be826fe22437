package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.util.List;

/**
 * How a call ended, and the id under which it is logged.
 *
 * @param sensitive members of the result that are secrets of their own, where they are there
 */
public record CallResult(String logId, Outcome<ObjectNode> outcome, List<String> sensitive) {

    public CallResult {
        sensitive = List.copyOf(sensitive);
    }

    /** Whether the tool was run at all, however that ended; not when a door before it stayed shut. */
    public boolean attempted() {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode> ignored -> true;
            case Outcome.Failed<ObjectNode>(var failure) ->
                switch (failure) {
                    case Failure.UpstreamRefused ignored -> true;
                    case Failure.UpstreamUnavailable ignored -> true;
                    case Failure.Cancelled ignored -> true;
                    case Failure.AnswerTooLarge ignored -> true;
                    case Failure.UnknownTool ignored -> false;
                    case Failure.Restricted ignored -> false;
                    case Failure.ApprovalNeeded ignored -> false;
                    case Failure.InvalidArguments ignored -> false;
                    case Failure.NotConnected ignored -> false;
                    case Failure.ConnectionIncomplete ignored -> false;
                    case Failure.UnknownAccount ignored -> false;
                    case Failure.EgressDenied ignored -> false;
                };
        };
    }
}
