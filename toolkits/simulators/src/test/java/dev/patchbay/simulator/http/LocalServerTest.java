package dev.patchbay.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.simulator.scale.ScaleSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalServerTest {
    private static final String AUTHORIZATION = "Authorization: " + Client.basic(ScaleSimulator.TEST_KEY) + "\r\n";

    private final ScaleSimulator scale = ScaleSimulator.start(0);

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void aConnectLeadsToTheServiceUnderItsOwnName() throws Exception {
        var authority = CertificateAuthority.ofThisProcess().certificate();
        try (var http = TrustingClient.throughProxy(authority, scale.port())) {
            for (String host : new String[] {"api.scale.com", "api.scaleapi.com"}) {
                var request = HttpRequest.newBuilder(URI.create("https://" + host + "/v1/projects"))
                        .header("Authorization", Client.basic(ScaleSimulator.TEST_KEY))
                        .build();
                var reply = http.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(scale.journal().getLast().headers().get("host")).containsExactly(host);
            }
            var elsewhere = HttpRequest.newBuilder(URI.create("https://elsewhere.example/"))
                    .build();
            assertThatThrownBy(() -> http.send(elsewhere, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(say("CONNECT elsewhere.example:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aPathThatIsNoUriIsKeptAsItWasSent() throws Exception {
        String answer = say("GET /v1/batches/a|b?x=^ HTTP/1.1\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404");
        assertThat(scale.journal().getLast().rawPath()).isEqualTo("/v1/batches/a|b");
        assertThat(scale.journal().getLast().rawQuery()).isEqualTo("x=^");
    }

    @Test
    void aChunkedBodyIsPutTogether() throws Exception {
        String answer = say("PUT /v1/task/65f0a1000000000000000001/tags HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n" + AUTHORIZATION
                + "\r\n3;note=x\r\n[\"r\r\n4\r\ned\"]\r\n0\r\nTrailer: t\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"tags\":[\"dawn\",\"red\"]");
    }

    @Test
    void twoRequestsInOneConnectionAreAnsweredInTurn() throws Exception {
        String first = "GET /v1/projects/Nowhere HTTP/1.1\r\n" + AUTHORIZATION + "\r\n";
        String last = "GET /v1/projects HTTP/1.1\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n";

        assertThat(say(first + last)).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
    }

    @Test
    void whoAsksFirstWhetherToSendTheBodyIsToldToGoOn() throws Exception {
        String answer = say("PUT /v1/task/65f0a1000000000000000001/tags HTTP/1.1\r\nExpect: 100-continue\r\n"
                + "Content-Length: 7\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n[\"red\"]");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200");
    }

    @Test
    void aLengthGivenTwiceIsRefused() throws Exception {
        assertThat(say("POST /v1/batches HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(say("POST /v1/batches HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(say("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void thePlainProxyFormOfAnAddressIsUnderstood() throws Exception {
        String answer =
                say("GET http://api.scale.com/v1/projects HTTP/1.1\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(scale.journal().getLast().rawPath()).isEqualTo("/v1/projects");
    }

    /** Sends exactly this and reads until the server closes the connection. */
    private String say(String text) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), scale.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
