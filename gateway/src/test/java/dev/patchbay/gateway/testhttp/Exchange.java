package dev.patchbay.gateway.testhttp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The way of a request to its answer, over connections that all tests share. */
final class Exchange {
    private static final HttpClient FOLLOWING = client(Redirect.NORMAL);
    private static final HttpClient STAYING = client(Redirect.NEVER);

    private Exchange() {}

    static Response send(String method, URI address, Map<String, List<String>> headers, byte[] body, boolean follow) {
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(address).method(method, publisher);
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, ascii(value))));
        try {
            return new Response((follow ? FOLLOWING : STAYING).send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + address, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The JDK's client would send a question mark instead, and say nothing. */
    private static String ascii(String value) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("this client sends headers in ASCII only: " + value);
        }
        return value;
    }

    private static HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .build();
    }
}
