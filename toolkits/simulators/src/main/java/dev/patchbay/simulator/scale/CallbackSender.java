package dev.patchbay.simulator.scale;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The one place from which a simulator opens a connection: to an allow-listed port on loopback, by address. */
final class CallbackSender {
    static final String AUTH_HEADER = "scale-callback-auth";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Optional<HttpClient> client = Optional.empty();

    /** Names are not resolved: only the literal address counts as loopback. */
    static boolean isLoopback(String url, Set<Integer> ports) {
        try {
            var uri = new URI(url);
            return "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost()) && ports.contains(uri.getPort());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** The answer's status; 0 when there was none. */
    int send(Callback callback) {
        var request = HttpRequest.newBuilder(URI.create(callback.url()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(AUTH_HEADER, callback.secret())
                .POST(HttpRequest.BodyPublishers.ofString(callback.body().toString()))
                .build();
        try {
            return client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private synchronized HttpClient client() {
        if (client.isEmpty()) {
            client = Optional.of(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(TIMEOUT)
                    .build());
        }
        return client.get();
    }
}
