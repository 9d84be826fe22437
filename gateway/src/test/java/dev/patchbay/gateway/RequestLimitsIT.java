package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may hold (R44), on the REST routes, the MCP address and the administration: the limit passes, one more does not. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class RequestLimitsIT {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String ADMINISTRATION = "/api/admin/v1/tenants";

    private final Projects projects;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Project project = new Project("");
    private String mcp = "";
    private String token = "";

    RequestLimitsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProjectWithASession() {
        project = projects.create();
        var session = project.session("ada", "scale_ai");
        mcp = session.getString("mcp.url");
        token = session.getString("mcp.bearer_token");
    }

    /** A JSON value, and what is wrong with it; empty: nothing. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("depth 64", nested(62), ""),
                Arguments.of("depth 65", nested(63), "depth 64"),
                Arguments.of("10 000 elements", list(9_990), ""),
                Arguments.of("10 001 elements", list(10_001), "10 000 members|10000 members"),
                Arguments.of("10 001 members", members(10_001), "10 000 members|10000 members"),
                Arguments.of("100 000 lists", "[" + "[],".repeat(99_999) + "[]]", "10 000 members"),
                Arguments.of("a text of 512 KB", '"' + "a".repeat(512 * 1024) + '"', ""),
                Arguments.of("a text above 512 KB", '"' + "a".repeat(512 * 1024 + 1) + '"', "512 KB"),
                Arguments.of("a name of 1024", "{\"" + "a".repeat(1024) + "\":1}", ""),
                Arguments.of("a longer name", "{\"" + "a".repeat(1025) + "\":1}", "1024 characters"),
                Arguments.of("100 digits", "1".repeat(100), ""),
                Arguments.of("101 digits", "1".repeat(101), "100 digits"),
                Arguments.of("a member twice", "{\"a\":1,\"a\":2}", "a member occurs twice"),
                Arguments.of("a member twice, once escaped", "{\"a\":1,\"\\u0061\":2}", "a member occurs twice"),
                Arguments.of("members that differ in case", "{\"a\":1,\"A\":2}", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void restTakesTheLimitAndRefusesOneMore(String what, String value, String problem) throws Exception {
        var answer = post(rest("/tool_router/session"), "{\"user_id\":\"ada\",\"experimental\":{\"x\":" + value + "}}");
        assertAnswer(answer, problem, 201);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void mcpTakesTheLimitAndRefusesOneMore(String what, String value, String problem) throws Exception {
        var answer = post(mcp(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":" + value + "}}");
        assertAnswer(answer, problem, 200);
    }

    private static void assertAnswer(HttpResponse<String> answer, String problem, int whenFine) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(problem.isEmpty() ? whenFine : 400);
        if (!problem.isEmpty()) {
            assertThat(answer.body()).containsPattern(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_ID", "User_Id", "user_Id"})
    void memberNamesAreCaseSensitive(String name) throws Exception {
        var answer = post(rest("/tool_router/session"), "{\"" + name + "\":\"ada\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("user_id: missing");
    }

    @Test
    void memberNamesOfAMessageAreCaseSensitive() throws Exception {
        assertThat(post(mcp(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"Method\":\"ping\"}")
                        .body())
                .contains("\\\"method\\\" is missing");
    }

    @Test
    void aBatchOfMessagesIsRefused() throws Exception {
        var answer = post(mcp(), "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Batches are not supported");
    }

    @Test
    void aBodyOfOneMegabytePassesAndOneByteMoreDoesNot() throws Exception {
        for (var chunked : new boolean[] {false, true}) {
            var full = padded("{\"user_id\":\"ada\"}", MEGABYTE);
            assertThat(send(rest("/tool_router/session"), full, chunked).statusCode())
                    .isEqualTo(201);
            assertThat(status(rest("/tool_router/session"), padded(full, MEGABYTE + 1), chunked))
                    .isEqualTo(413);
            var ping = padded("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", MEGABYTE);
            assertThat(send(mcp(), ping, chunked).statusCode()).isEqualTo(200);
            assertThat(status(mcp(), padded(ping, MEGABYTE + 1), chunked)).isEqualTo(413);
        }
        assertThat(status(administration(), padded("{}", MEGABYTE + 1), false)).isEqualTo(413);
    }

    @Test
    void aCompressedBodyIsRefusedWithTheReason() throws Exception {
        for (var request : new HttpRequest.Builder[] {rest("/tool_router/session"), mcp(), administration()}) {
            for (var encoding : new String[] {"gzip", "deflate", "br", "identity, gzip"}) {
                var answer = post(request.copy().header("Content-Encoding", encoding), "{\"user_id\":\"ada\"}");
                assertThat(answer.statusCode()).as(encoding).isEqualTo(415);
                assertThat(answer.body()).contains("without Content-Encoding");
            }
        }
        assertThat(post(rest("/tool_router/session").header("Content-Encoding", "identity"), "{\"user_id\":\"ada\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void headersOf16KilobytesPassAndMoreDoNot() throws Exception {
        for (var request : new HttpRequest.Builder[] {rest("/toolkits"), mcp(), administration()}) {
            var get = request.copy().setHeader("Accept", "application/json").GET(); // a stream would not end
            assertThat(client.send(
                                    get.copy()
                                            .header("x-padding", "a".repeat(15_000))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isNotEqualTo(431);
            assertThat(client.send(
                                    get.copy()
                                            .header("x-padding", "a".repeat(17_000))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(431);
        }
    }

    @Test
    void aHundredHeadersPassAndMoreDoNot() throws Exception {
        var request = rest("/toolkits").GET();
        IntStream.range(0, 85).forEach(n -> request.header("x-" + n, "a"));
        assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        IntStream.range(85, 101).forEach(n -> request.header("x-" + n, "a"));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.body()).contains("more than 100 headers");
    }

    @Test
    void anAddressOf4KilobytesIsTheLongest() throws Exception {
        var fits = rest("/toolkits?search=" + "a".repeat(3_900)).GET().build();
        assertThat(client.send(fits, BodyHandlers.ofString()).statusCode()).isNotEqualTo(414);
        var more = rest("/toolkits?search=" + "a".repeat(4_100)).GET().build();
        assertThat(client.send(more, BodyHandlers.ofString()).statusCode()).isEqualTo(414);
    }

    @Test
    void aBodyThatDripsInIsEndedInTime() throws IOException {
        var origin = origin();
        try (var socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(90));
            var head = "POST /api/v3.1/tool_router/session HTTP/1.1\r\nHost: " + origin.getAuthority()
                    + "\r\nx-api-key: " + project.apiKey()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> drip(socket));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("did not arrive within");
        }
    }

    @SuppressWarnings("EmptyCatch") // the peer has had enough, which is what is waited for
    private static void drip(Socket socket) {
        try {
            for (var piece = 0; piece < 900; piece++) {
                socket.getOutputStream().write(' ');
                Thread.sleep(500);
            }
        } catch (IOException | InterruptedException closed) {
        }
    }

    @Test
    void aHundredOversizedBodiesAtOnceLeaveTheHeapAndHealthAlone() throws Exception {
        var piece = new byte[64 * 1024];
        var before = usedAfterCollection();
        var posts = new ArrayList<CompletableFuture<Integer>>();
        for (var post = 0; post < 100; post++) {
            var chunked = post % 2 == 0;
            BodyPublisher body = BodyPublishers.ofInputStream(() -> new Repeating(piece, 5 * MEGABYTE));
            var request = rest("/connected_accounts")
                    .POST(chunked ? body : BodyPublishers.fromPublisher(body, 5L * MEGABYTE))
                    .build();
            posts.add(client.sendAsync(request, BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode)
                    .exceptionally(_ -> 0)); // closed while it was still sending
        }
        given().get("/q/health/live").then().statusCode(200);
        var answers = posts.stream().map(CompletableFuture::join).toList();
        assertThat(answers).allMatch(status -> status == 413 || status == 0).contains(413);
        given().get("/q/health").then().statusCode(200);
        assertThat(usedAfterCollection() - before).isLessThan(50L * MEGABYTE);
    }

    private static long usedAfterCollection() throws InterruptedException {
        System.gc();
        Thread.sleep(200);
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The same bytes over and over, so that the sender needs no memory for them. */
    private static final class Repeating extends ByteArrayInputStream {
        private int left;

        Repeating(byte[] piece, int length) {
            super(piece);
            this.left = length;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            pos = 0;
            var read = super.read(into, offset, Math.min(length, left));
            left -= read;
            return read;
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String list(int length) {
        return "[" + "0,".repeat(length - 1) + "0]";
    }

    private static String members(int count) {
        var members = new StringBuilder("{\"m0\":0");
        for (var member = 1; member < count; member++) {
            members.append(",\"m").append(member).append("\":0");
        }
        return members.append('}').toString();
    }

    private static String padded(String json, int length) {
        return json + " ".repeat(length - json.length());
    }

    private HttpRequest.Builder rest(String path) {
        return at(origin().resolve("/api/v3.1" + path)).header("x-api-key", project.apiKey());
    }

    private HttpRequest.Builder mcp() {
        return at(URI.create(mcp)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder administration() {
        return at(origin().resolve(ADMINISTRATION)).header("Authorization", "Bearer " + projects.adminKey());
    }

    private static HttpRequest.Builder at(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .timeout(Duration.ofSeconds(60));
    }

    private static URI origin() {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", int.class);
        return URI.create("http://localhost:" + port);
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String body) throws Exception {
        return send(request, body, false);
    }

    private int status(HttpRequest.Builder request, String body, boolean chunked) throws Exception {
        return send(request, body, chunked).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body, boolean chunked) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
        return client.send(request.POST(publisher).build(), BodyHandlers.ofString());
    }
}
