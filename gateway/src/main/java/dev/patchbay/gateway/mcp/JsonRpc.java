package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;

/** Messages of JSON-RPC 2.0 as this server sends them. */
final class JsonRpc {
    /** Codes of revision 2026-07-28 that the SDK does not know yet. */
    static final int HEADER_MISMATCH = -32020;

    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_REVISION = -32022;

    private JsonRpc() {}

    /** @param id as the request had it */
    static ObjectNode result(JsonNode id, Object value) {
        // Not the SDK's record, which has no place for a long number.
        var message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        return message.putPOJO("result", value);
    }

    /** @param id as the request had it, or JSON null where it could not be read */
    static ObjectNode error(JsonNode id, Reply.Refusal refusal) {
        var message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        var error = message.putObject("error").put("code", refusal.code()).put("message", refusal.message());
        refusal.data().ifPresent(data -> error.set("data", data));
        return message;
    }

    static ObjectNode notification(String method, ObjectNode params) {
        var message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return message;
    }
}
