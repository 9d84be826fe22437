package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** How an operation of the protocol ends. */
sealed interface Reply {

    /** A result: a record of the protocol, or anything that serialises to its JSON. */
    record Result(Object value) implements Reply {}

    /** A JSON-RPC error: the request could not be carried out as asked. */
    record Refusal(int code, String message, Optional<ObjectNode> data) implements Reply {
        public Refusal(int code, String message) {
            this(code, message, Optional.empty());
        }
    }

    /**
     * Not ended: the operation is to be performed again with the client's answers.
     *
     * @param requests by keys of the operation's choice, under which the answers come
     * @param state given back as it is when the operation is performed again; the client can neither read nor change it
     */
    record InputNeeded(Map<String, InputRequest> requests, ObjectNode state) implements Reply {
        public InputNeeded {
            requests = Map.copyOf(requests);
        }
    }
}
