package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;

/**
 * One JSON-RPC 2.0 message as a client sends it. Stricter than the SDK's reader where that is lenient: version text, method
 * and id types are checked, batches are refused (removed from MCP after 2025-03-26).
 */
sealed interface Message {

    /** @param id a string or an integer, echoed as it came */
    record Request(JsonNode id, String method, ObjectNode params) implements Message {}

    record Notification(String method, ObjectNode params) implements Message {}

    /**
     * An answer to a request of ours.
     *
     * @param id what it says it answers; JSON null where it says nothing usable
     * @param message as it came
     */
    record Answer(JsonNode id, ObjectNode message) implements Message {}

    /** Not a message; {@code id} is what could be read of it, or JSON null. */
    record Malformed(JsonNode id, int code, String problem) implements Message {}

    static Message read(byte[] body) {
        JsonNode node;
        try {
            node = Json.read(body);
        } catch (MalformedJson malformed) {
            return new Malformed(nothing(), ErrorCodes.PARSE_ERROR, malformed.problem());
        }
        if (!(node instanceof ObjectNode message)) {
            return invalid(
                    nothing(),
                    node.isArray()
                            ? "Batches are not supported; send one message."
                            : "A JSON-RPC message is an object.");
        }
        return read(message);
    }

    private static Message read(ObjectNode message) {
        var id = message.get("id");
        var validId = id != null && (id.isTextual() || id.isIntegralNumber());
        var echo = validId ? id : nothing();
        if (!"2.0".equals(message.path("jsonrpc").textValue())) {
            return invalid(echo, "\"jsonrpc\" must be \"2.0\".");
        }
        if (!message.has("method")) {
            return message.has("result") || message.has("error")
                    ? new Answer(echo, message)
                    : invalid(echo, "\"method\" is missing.");
        }
        if (!message.get("method").isTextual()) {
            return invalid(echo, "\"method\" must be a string.");
        }
        if (id != null && !validId) {
            return invalid(echo, "\"id\" must be a string or an integer.");
        }
        var params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return invalid(echo, "\"params\" must be an object.");
        }
        var method = message.get("method").textValue();
        var arguments = params.isObject() ? (ObjectNode) params : Json.object();
        return id == null ? new Notification(method, arguments) : new Request(id, method, arguments);
    }

    private static Malformed invalid(JsonNode id, String problem) {
        return new Malformed(id, ErrorCodes.INVALID_REQUEST, problem);
    }

    private static JsonNode nothing() {
        return com.fasterxml.jackson.databind.node.NullNode.getInstance();
    }
}
