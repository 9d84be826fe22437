package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Outcome;

/** How a call ended, and the id under which it is logged. */
public record CallResult(String logId, Outcome<ObjectNode> outcome) {}
