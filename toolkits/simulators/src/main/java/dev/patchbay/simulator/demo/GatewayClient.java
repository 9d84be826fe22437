package dev.patchbay.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP to one gateway, with the tenant's key. */
final class GatewayClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final String origin;
    private final String apiKey;

    GatewayClient(HttpClient http, String origin, String apiKey) {
        this.http = http;
        this.origin = origin;
        this.apiKey = apiKey;
    }

    JsonNode get(String path) throws TourFailure {
        return send("GET " + path, request(path).GET());
    }

    JsonNode post(String path, JsonNode body) throws TourFailure {
        return send(
                "POST " + path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(TIMEOUT)
                .header("x-api-key", apiKey);
    }

    private JsonNode send(String what, HttpRequest.Builder request) throws TourFailure {
        HttpResponse<String> response = exchange(http, what, request.build());
        if (response.statusCode() / 100 != 2) {
            throw new TourFailure(what, response.statusCode(), response.body());
        }
        return Json.parse(response.body())
                .orElseThrow(
                        () -> new TourFailure(what + " did not answer JSON", response.statusCode(), response.body()));
    }

    static HttpResponse<String> exchange(HttpClient http, String what, HttpRequest request) throws TourFailure {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TourFailure(what + ": no answer (" + e + ")");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TourFailure(what + ": interrupted");
        }
    }
}
