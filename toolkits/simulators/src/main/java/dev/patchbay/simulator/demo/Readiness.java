package dev.patchbay.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits for a gateway that is still starting. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final HttpClient http;
    private final Duration longest;

    Readiness(HttpClient http, Duration longest) {
        this.http = http;
        this.longest = longest;
    }

    void await(String gateway) throws TourFailure {
        long deadline = System.nanoTime() + longest.toNanos();
        String last = "nobody listens";
        while (System.nanoTime() < deadline) {
            try {
                int status = http.send(
                                HttpRequest.newBuilder(URI.create(gateway + "/q/health/ready"))
                                        .timeout(Duration.ofSeconds(5))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    return;
                }
                last = "it answered " + status;
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new TourFailure("Interrupted while waiting for " + gateway);
            }
            pause();
        }
        throw new TourFailure(gateway + " was not ready after " + longest.toSeconds() + " s: " + last);
    }

    private static void pause() throws TourFailure {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TourFailure("Interrupted");
        }
    }
}
