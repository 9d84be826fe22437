package dev.patchbay.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A plain HTTP client with a base address; what is appended to it is sent exactly as written. */
public record Client(String base, List<String> headers) {
    public Client {
        headers = List.copyOf(headers);
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public static Client of(String base, String... headers) {
        return new Client(base, List.of(headers));
    }

    public static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":").getBytes(StandardCharsets.UTF_8));
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path, String body) {
        return send("DELETE", path, body);
    }

    /** The body as it stands, quotes and all. */
    public Reply postExactly(String path, String body) {
        return sendExactly("POST", path, body);
    }

    /** The body as it stands, quotes and all. */
    public Reply sendExactly(String method, String path, String body) {
        try {
            return exchange(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public Reply send(String method, String path, String body) {
        try {
            return attempt(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@code send}, for tests that expect the connection to fail. Single quotes in the body stand for double ones. */
    public Reply attempt(String method, String path, String body) throws IOException {
        return exchange(method, path, body.replace('\'', '"'));
    }

    private Reply exchange(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.setHeader(headers.get(i), headers.get(i + 1));
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
