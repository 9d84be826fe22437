package dev.patchbay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Whoever holds a credential for a session's MCP address. Each request has a connection of its own. */
record McpClient(URI url, String header, String credential) {

    /** With the token that the session came with. */
    static McpClient of(JsonPath session) {
        return new McpClient(
                URI.create(session.getString("mcp.url")),
                "Authorization",
                "Bearer " + session.getString("mcp.bearer_token"));
    }

    /** With a key of the project. */
    static McpClient of(JsonPath session, Project project) {
        return new McpClient(URI.create(session.getString("mcp.url")), "x-api-key", project.apiKey());
    }

    /** An answer, read to its end. */
    record Reply(Wire.Answer answer, String text) {
        int status() {
            return answer.status();
        }

        String header(String name) {
            return answer.header(name);
        }

        /** The message that it holds, or the last of its stream. */
        JsonNode json() {
            return text.isEmpty() ? MissingNode.getInstance() : messages().getLast();
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        /** All messages: of a stream, or the only one. */
        List<JsonNode> messages() {
            if (!header("Content-Type").startsWith("text/event-stream")) {
                return List.of(McpRequest.read(text));
            }
            return text.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> McpRequest.read(line.substring(6)))
                    .toList();
        }

        /** HTTP status and code of the error, 0 for none. */
        String outcome() {
            return status() + " " + at("/error/code").asInt();
        }
    }

    Reply send(McpRequest request) {
        try (var wire = new Wire(url)) {
            var answer = wire.send(url, signed(request));
            return new Reply(answer, answer.rest());
        }
    }

    McpRequest signed(McpRequest request) {
        return request.also(header, credential);
    }

    /** Begins to read an answer that is a stream, and goes on while the connection stays open. */
    Stream open(McpRequest request) {
        var wire = new Wire(url);
        return new Stream(wire, wire.send(url, signed(request)));
    }

    /** The answer to a request, event by event. */
    record Stream(Wire wire, Wire.Answer answer) implements AutoCloseable {
        /** The next message, for which it waits; a missing node at the end of the stream. */
        JsonNode next() {
            try {
                for (var line = answer.body().readLine();
                        line != null;
                        line = answer.body().readLine()) {
                    if (line.startsWith("data: ")) {
                        return McpRequest.read(line.substring(6));
                    }
                }
                return MissingNode.getInstance();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** All there is until the stream ends. */
        List<JsonNode> rest() {
            var messages = new ArrayList<JsonNode>();
            for (var message = next(); !message.isMissingNode(); message = next()) {
                messages.add(message);
            }
            return messages;
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
