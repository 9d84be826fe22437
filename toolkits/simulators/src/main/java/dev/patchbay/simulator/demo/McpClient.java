package dev.patchbay.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The client side of streamable HTTP, as little of it as a tour needs: JSON-RPC requests, answered as JSON or as events. */
final class McpClient {
    private static final String NEWEST = "2025-11-25";

    private final HttpClient http;
    private final URI url;
    private final String token;
    private final Map<String, String> negotiated = new LinkedHashMap<>();
    private int lastId;

    McpClient(HttpClient http, URI url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** Opens the conversation and answers what the server says about itself. */
    JsonNode initialize() throws TourFailure {
        var params = Json.object().put("protocolVersion", NEWEST);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "patchbay-demo").put("version", "1");
        JsonNode result = call("initialize", params);
        negotiated.put("MCP-Protocol-Version", result.path("protocolVersion").asText(NEWEST));
        post(
                "notifications/initialized",
                Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        return result;
    }

    /** The result of a request. A JSON-RPC error is a failure of the tour. */
    JsonNode call(String method, ObjectNode params) throws TourFailure {
        int id = ++lastId;
        var message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        message.set("params", params);
        HttpResponse<String> response = post(method, message);
        JsonNode answer = answer(response, id)
                .orElseThrow(() ->
                        new TourFailure(method + " had no JSON-RPC answer", response.statusCode(), response.body()));
        if (!answer.has("result")) {
            throw new TourFailure(method, response.statusCode(), answer.toString());
        }
        return answer.path("result");
    }

    private HttpResponse<String> post(String what, JsonNode message) throws TourFailure {
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        negotiated.forEach(request::header);
        var response = GatewayClient.exchange(
                http,
                what,
                request.POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                        .build());
        if (response.statusCode() / 100 != 2) {
            throw new TourFailure("MCP " + what, response.statusCode(), response.body());
        }
        response.headers().firstValue("Mcp-Session-Id").ifPresent(id -> negotiated.put("Mcp-Session-Id", id));
        return response;
    }

    private static Optional<JsonNode> answer(HttpResponse<String> response, int id) {
        boolean events = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        if (!events) {
            return Json.parse(response.body())
                    .filter(message -> message.path("id").asInt() == id);
        }
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .flatMap(line -> Json.parse(line.substring("data:".length())).stream())
                .filter(message -> message.path("id").asInt() == id)
                .findFirst();
    }
}
