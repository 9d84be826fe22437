package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.CertificateAuthority;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.TrustingClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs of request and answer that describe the service, each from the fixture, over HTTP and over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScalePairsTest {
    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final HttpClient http =
            TrustingClient.of(CertificateAuthority.ofThisProcess().certificate());

    @AfterAll
    void stop() {
        http.close();
        scale.close();
    }

    static Stream<Named<JsonNode>> pairs() throws IOException {
        try (InputStream file = ScalePairsTest.class.getResourceAsStream("/scale-pairs.json")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            JsonNode all = Json.parse(text).orElseThrow();
            assertThat(all)
                    .as("40, the last in two halves, and three loose ones")
                    .hasSize(44);
            return StreamSupport.stream(all.spliterator(), false)
                    .map(pair -> Named.of(pair.path("pair").asText(), pair.path("steps")));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void holdsOverHttp(JsonNode steps) throws Exception {
        run(steps, scale.origin());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void holdsOverTls(JsonNode steps) throws Exception {
        run(steps, scale.secureOrigin());
    }

    @Test
    void whoDoesNotTrustThePrivateAuthorityDoesNotConnect() {
        try (var stranger = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(scale.secureOrigin() + "/v1/projects"))
                    .build();
            assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private void run(JsonNode steps, String origin) throws Exception {
        scale.reset();
        var kept = new HashMap<String, String>();
        assertThat(steps).isNotEmpty();
        for (JsonNode step : steps) {
            new PairStep(step, http, origin, kept).run();
        }
    }
}
