package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * What goes back for a request, at its end.
 *
 * @param message one JSON-RPC message: anything that serialises to it
 * @param opened id of the protocol session that the request opened
 */
record Verdict(Status status, Object message, Optional<String> opened) {

    static Verdict result(JsonNode id, Object value) {
        return new Verdict(Status.OK, JsonRpc.result(id, value), Optional.empty());
    }

    static Verdict error(Status status, JsonNode id, Reply.Refusal refusal) {
        return new Verdict(status, JsonRpc.error(id, refusal), Optional.empty());
    }

    Verdict opening(String session) {
        return new Verdict(status, message, Optional.of(session));
    }
}
