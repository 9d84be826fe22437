package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
}
