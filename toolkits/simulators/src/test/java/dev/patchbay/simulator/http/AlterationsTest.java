package dev.patchbay.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.simulator.backendless.BackendlessSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that need a service with bare answers, seen by a plain HTTP client. */
class AlterationsTest {
    private static final String COUNTER = "/counters/visits";
    private static final String RESET = "/counters/visits/reset";
    private static final String COPY = "{'sourcePath':'/web/index.html','targetPath':'/a'}";

    private final BackendlessSimulator simulator = BackendlessSimulator.start(0);
    private final Client app = Client.of(simulator.base());
    private final Client control = Client.of(simulator.origin() + "/__sim");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theBodyIsDamaged() throws IOException {
        altered("cut");
        String cut = app.get("/info").text();
        String whole = app.get("/info").text();
        assertThat(whole).startsWith(cut).hasSizeGreaterThan(cut.length());
        assertThat(Json.parse(cut)).isEmpty();

        altered("bom");
        assertThat(app.get(COUNTER).response().body()).startsWith(0xEF, 0xBB, 0xBF);
        altered("invalid_utf8");
        assertThat(app.get(COUNTER).response().body()).startsWith(0xFF);
        altered("gzip");
        var packed = app.get(COUNTER);
        assertThat(packed.header("content-encoding")).contains("gzip");
        var unpacked =
                new GZIPInputStream(new ByteArrayInputStream(packed.response().body()));
        assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("41");
        altered("as_json");
        assertThat(app.get("/files/web/index.html").header("content-type")).contains("application/json");
    }

    @Test
    void nothingIsSaidInFourWays() {
        altered("nothing_as_null");
        assertThat(app.put(RESET, "").text()).isEqualTo("null");
        altered("nothing_as_true");
        assertThat(app.put(RESET, "").text()).isEqualTo("true");
        altered("nothing_as_object");
        assertThat(app.put(RESET, "").text()).isEqualTo("{}");
        altered("nothing_as_empty");
        assertThat(app.post("/hive/cellar", "").text()).isEmpty();
        altered("nothing_as_true");
        assertThat(app.get(COUNTER).text()).as("this says something").isEqualTo("0");
    }

    @Test
    void textsAndNumbersChangeTheirQuotes() {
        altered("text_bare");
        assertThat(app.put("/files/copy", COPY).text()).isEqualTo("/a/index.html");
        altered("number_as_text");
        assertThat(app.get(COUNTER).text()).isEqualTo("\"41\"");
        control.post("/options", "{'path_answer':'bare'}");
        altered("text_quoted");
        assertThat(app.put("/files/copy", COPY.replace("'/a'", "'/b'")).text()).isEqualTo("\"/b/index.html\"");
    }

    @Test
    void anyAnswerCanBeGivenInsteadOfTheTrueOne() {
        control.postExactly(
                "/fault",
                "{\"kind\":\"answer\",\"status\":200,\"headers\":{\"Content-Type\":\"application/json\"},"
                        + "\"body\":\"{\\\"code\\\":\\\"1000\\\",\\\"message\\\":\\\"no\\\"}\"}");
        var reply = app.put(RESET, "");
        assertThat(reply.json().path("code").isTextual()).isTrue();
        assertThat(app.get(COUNTER).text()).as("nothing was carried out").isEqualTo("41");

        control.post("/fault", "{'kind':'answer','status':503,'headers':{'Retry-After':'2'}}");
        var unavailable = app.get(COUNTER);
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("retry-after")).contains("2");
        assertThat(unavailable.text()).isEmpty();
    }

    @Test
    void aRedirectionHasTheStatusAskedFor() {
        for (int status : new int[] {301, 302, 307}) {
            simulator.fault(FaultRule.once("GET", "*", new Fault.Redirect(status, "http://other.test/")));
            var reply = app.get(COUNTER);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("location")).contains("http://other.test/");
        }
    }

    @Test
    void aHeadBreaksOffAfterTheRequestWasCarriedOut() throws IOException {
        control.post("/fault", "{'kind':'drop_in_head'}");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            String path = simulator.base().substring(simulator.origin().length()) + "/counters/visits/increment/get";
            socket.getOutputStream()
                    .write(("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String head = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(head).startsWith("HTTP/1.1 200").doesNotContain("\r\n\r\n");
        }
        assertThat(app.get(COUNTER).text()).isEqualTo("42");
        simulator.fault(FaultRule.once("GET", "*", new Fault.DropInHead()));
        assertThatThrownBy(() -> app.attempt("GET", COUNTER, "")).isInstanceOf(IOException.class);
    }

    @Test
    void aRuleCanWaitForTheThirdRequest() {
        control.post("/fault", "{'kind':'status','status':500,'path':'*/counters/*','skip':2}");

        assertThat(statuses(5)).isEqualTo("200 200 500 200 200");
    }

    @Test
    void aRuleCanRollDiceTheSameWayEveryTime() {
        String rule = "{'kind':'status','status':500,'probability':0.5,'seed':7,'times':0}";
        control.post("/fault", rule);
        String first = statuses(30);
        simulator.reset();
        control.post("/fault", rule);

        assertThat(statuses(30)).isEqualTo(first).contains("200", "500");
    }

    private String statuses(int calls) {
        var seen = new StringBuilder();
        for (int i = 0; i < calls; i++) {
            seen.append(app.get(COUNTER).status()).append(' ');
        }
        return seen.toString().strip();
    }

    private void altered(String how) {
        var reply = control.post("/fault", "{'kind':'altered','how':'" + how + "'}");
        assertThat(reply.status()).isEqualTo(200);
    }
}
