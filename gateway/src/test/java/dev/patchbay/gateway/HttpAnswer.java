package dev.patchbay.gateway;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer to one of the thousands of requests that a matrix sends: with a client that costs little, and no assertions of its own. */
record HttpAnswer(HttpResponse<String> response) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static HttpAnswer to(String method, String path, Map<String, String> headers, String body, String accept) {
        var request = HttpRequest.newBuilder(address(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Accept", accept);
        headers.forEach(request::header);
        try {
            return new HttpAnswer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + path, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static URI address(String path) {
        var encoded = path.replace("[", "%5B").replace("]", "%5D").replace("\"", "%22");
        return URI.create(path.startsWith("http") ? encoded : "http://localhost:" + RestAssured.port + encoded);
    }

    int statusCode() {
        return response.statusCode();
    }

    String asString() {
        return response.body();
    }

    boolean hasHeader(String name) {
        return response.headers().firstValue(name).isPresent();
    }

    /** Each as a line, but those of the names given. */
    String headersBut(List<String> names) {
        return response.headers().map().entrySet().stream()
                .filter(header -> !names.contains(header.getKey()))
                .map(header -> header.getKey() + ": " + header.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
