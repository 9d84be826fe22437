package dev.patchbay.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A message as a client sends it, right in all things until a test changes one. JSON is written with single quotes. */
record McpRequest(String verb, List<Header> headers, String body) {
    static final String REVISION = "2026-07-28";
    static final String META = "io.modelcontextprotocol/";

    static final JsonMapper MAPPER = new JsonMapper();

    record Header(String name, String value) {}

    /** A message of the revisions with a handshake, or of none. */
    static McpRequest of(String message) {
        return new McpRequest(
                "POST",
                List.of(
                        new Header("Content-Type", "application/json"),
                        new Header("Accept", "application/json, text/event-stream")),
                Project.json(message));
    }

    static McpRequest without(String verb) {
        return new McpRequest(verb, List.of(new Header("Accept", "application/json, text/event-stream")), "");
    }

    /** A request of 2026-07-28 by a client that declares nothing. */
    static McpRequest modern(String method, String params) {
        var request = of("{'jsonrpc':'2.0','id':1,'method':'%s','params':%s}".formatted(method, params))
                .meta("protocolVersion", "'" + REVISION + "'")
                .meta("clientInfo", "{'name':'test','version':'1'}")
                .capabilities("{}")
                .header("MCP-Protocol-Version", REVISION)
                .header("Mcp-Method", method);
        var named = request.message().path("params").path(method.equals("resources/read") ? "uri" : "name");
        return named.isTextual() ? request.header("Mcp-Name", named.textValue()) : request;
    }

    static McpRequest modern(String method) {
        return modern(method, "{}");
    }

    static McpRequest call(String tool, String arguments) {
        return modern("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    }

    /** The same with this header, in place of any of the name. */
    McpRequest header(String name, String value) {
        return bare(name).also(name, value);
    }

    /** The same with this header as well. */
    McpRequest also(String name, String value) {
        return new McpRequest(
                verb,
                Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                        .toList(),
                body);
    }

    /** The same without headers of the name. */
    McpRequest bare(String name) {
        return new McpRequest(
                verb,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                body);
    }

    McpRequest body(String text) {
        return new McpRequest(verb, headers, text);
    }

    McpRequest id(String id) {
        return change(message -> message.set("id", read(id)));
    }

    McpRequest capabilities(String capabilities) {
        return meta("clientCapabilities", capabilities);
    }

    /** What a request says of itself; the name is one of the protocol's own. */
    McpRequest meta(String name, String value) {
        return change(message -> ((ObjectNode) message.get("params"))
                .withObjectProperty("_meta")
                .set(name.equals("progressToken") ? name : META + name, read(value)));
    }

    McpRequest param(String name, String value) {
        return change(message -> ((ObjectNode) message.get("params")).set(name, read(value)));
    }

    McpRequest change(Consumer<ObjectNode> change) {
        var message = message();
        change.accept(message);
        return body(message.toString());
    }

    ObjectNode message() {
        return (ObjectNode) read(body);
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text.contains("\"") ? text : Project.json(text));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}
