package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who closes the connection before the answer: the service is left at once, and the record says so (R47). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
@WithTestResource(TarpitResource.class)
class CancelledCallIT {
    /** Until something that does happen is seen by a test on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(15);
    /** The requirement's second, and one for a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final String READ = "SCALE_AI_GET_PROJECT";
    private static final String WRITE = "SCALE_AI_FINALIZE_BATCH";

    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final TenantTransactions transactions;
    private final EntityManager database;

    private TenantId tenant = new TenantId("pr_0000000000000000000000");
    private Project project = new Project("");

    CancelledCallIT(Tenants tenants, ApiKeys apiKeys, TenantTransactions transactions, EntityManager database) {
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.transactions = transactions;
        this.database = database;
    }

    @BeforeEach
    void aConnectedUser() {
        tenant = tenants.create("a test's project").id();
        project = new Project(apiKeys.create(tenant, "test").text());
        project.connectScale("ada");
    }

    @Test
    void aReadOverRest() throws Exception {
        leave(request(rest(READ), project.apiKey(), execution("'project_name':'tarpit'")));
        assertCancelled(READ);
    }

    /** It may have taken effect, and is sent once. */
    @Test
    void aChangeOverRest() throws Exception {
        leave(request(rest(WRITE), project.apiKey(), execution("'batch_name':'tarpit'")));
        assertCancelled(WRITE);
    }

    @Test
    void aCallOverMcp() throws Exception {
        JsonPath session = project.session("ada", "scale_ai");
        var url = URI.create(session.getString("mcp.url"));
        leave(request(
                url,
                project.apiKey(),
                Project.json("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'" + READ
                        + "','arguments':{'project_name':'tarpit'}}}")));
        assertCancelled(READ);
    }

    /** Of a later revision, where to close the stream is how to cancel; here after something was said on it. */
    @Test
    void aCallOverMcpWhoseAnswerHasBegun() {
        var before = seen();
        var client = McpClient.of(project.session("ada", "scale_ai"));
        var batch = McpRequest.call(
                        "COMPOSIO_MULTI_EXECUTE_TOOL",
                        "{'tools':[{'tool_slug':'%s','arguments':{'project_name':'quick'}},{'tool_slug':'%s','arguments':{'project_name':'tarpit'}}]}"
                                .formatted(READ, READ))
                .meta("progressToken", "1");
        try (var stream = client.open(batch)) {
            assertThat(stream.next().path("method").asText()).isEqualTo("notifications/progress");
            await().atMost(SOON).until(() -> seen()[0] == before[0] + 1);
        }
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> seen()[1] == before[1] + 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(endings(READ)).containsExactlyInAnyOrder("succeeded -", "failed cancelled"));
    }

    /** With a handshake a client says so instead: in its own protocol session, of its own request, by the id as it was. */
    @Test
    void aCallOverMcpThatItsClientCancels() {
        var before = seen();
        var session = project.session("ada", "scale_ai");
        var client = LegacyClient.of(McpClient.of(session), "2025-11-25", "{}");
        var others = List.of(
                LegacyClient.of(McpClient.of(session), "2025-11-25", "{}"),
                LegacyClient.of(McpClient.of(session, project), "2025-11-25", "{}"),
                LegacyClient.of(McpClient.of(project.session("bob", "scale_ai")), "2025-11-25", "{}"));
        var call = LegacyClient.call(READ, "{'project_name':'tarpit'}").id("'1'");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> client.send(call));
            await().atMost(SOON).until(() -> seen()[0] == before[0] + 1);
            others.forEach(
                    other -> assertThat(other.send(cancelled("'1'")).status()).isEqualTo(202));
            assertThat(client.send(cancelled("1")).status()).isEqualTo(202);
            assertThat(client.send(cancelled("'2'")).status()).isEqualTo(202);
            assertThat(client.client().send(cancelled("'1'")).status()).isEqualTo(202);
            await().during(Duration.ofMillis(500)).until(() -> seen()[1] == before[1]);

            assertThat(client.send(cancelled("'1'")).status()).isEqualTo(202);

            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> seen()[1] == before[1] + 1);
            assertThat(answer).succeedsWithin(SOON);
        }
        assertCancelled(READ);
    }

    private static McpRequest cancelled(String id) {
        return McpRequest.of("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':" + id + "}}");
    }

    /** Many calls on one connection: leaving cancels the one under way, and none of those that are over. */
    @Test
    void theLastOfManyOnOneConnection() throws Exception {
        var before = seen();
        try (var socket = new Socket(rest(READ).getHost(), rest(READ).getPort())) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 30; i++) {
                write(socket, request(rest(READ), project.apiKey(), execution("'project_name':'quick'")));
                assertThat(status(in)).isEqualTo("HTTP/1.1 200 OK");
            }
            write(socket, request(rest(READ), project.apiKey(), execution("'project_name':'tarpit'")));
            await().atMost(SOON).until(() -> seen()[0] == before[0] + 1);
        }
        await().atMost(SOON).until(() -> seen()[1] == before[1] + 1);
        await().atMost(SOON)
                .until(() -> endings(READ).size() == 31 && !endings(READ).contains("running"));
        assertThat(endings(READ)).containsOnlyOnce("failed cancelled");
        assertThat(endings(READ))
                .filteredOn(ending -> ending.equals("succeeded -"))
                .hasSize(30);
    }

    /** A caller who waits is answered: by the deadline of the call, which this test does not wait for. */
    @Test
    void aCallerWhoStaysIsNotCancelled() throws Exception {
        var before = seen();
        try (var socket = new Socket(rest(READ).getHost(), rest(READ).getPort())) {
            write(socket, request(rest(READ), project.apiKey(), execution("'project_name':'tarpit'")));
            await().atMost(SOON).until(() -> seen()[0] == before[0] + 1);
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> seen()[1] == before[1]);
            assertThat(endings(READ)).containsExactly("running -");
        }
        await().atMost(SOON).until(() -> seen()[1] == before[1] + 1);
    }

    private void leave(String request) throws IOException {
        var before = seen();
        long gone;
        try (var socket = new Socket(rest(READ).getHost(), rest(READ).getPort())) {
            write(socket, request);
            await().atMost(SOON).until(() -> seen()[0] == before[0] + 1);
            gone = System.nanoTime();
        }
        await().atMost(SOON).until(() -> seen()[1] == before[1] + 1);
        // By the service's own clock, so that it does not matter when the test looks.
        assertThat(Duration.ofNanos(seen()[2] - gone)).isLessThanOrEqualTo(AT_ONCE);
        assertThat(seen()[0]).as("asked once").isEqualTo(before[0] + 1);
    }

    private void assertCancelled(String tool) {
        await().atMost(SOON).until(() -> endings(tool).equals(List.of("failed cancelled")));
    }

    private List<String> endings(String tool) {
        return transactions.call(tenant, () -> {
            var rows = new ArrayList<String>();
            List<?> found = database.createNativeQuery(
                            "select status || ' ' || coalesce(failure, '-') from tool_execution where tool = :tool")
                    .setParameter("tool", tool)
                    .getResultList();
            found.forEach(row -> rows.add(String.valueOf(row)));
            return rows;
        });
    }

    /** How often the service was asked about what it never answers, how often it was left, and when last. */
    private static long[] seen() {
        var counts = given().get(ConfigProvider.getConfig().getValue(TarpitResource.ORIGIN, String.class) + "/seen")
                .asString()
                .split(" ", -1);
        return Arrays.stream(counts).mapToLong(Long::parseLong).toArray();
    }

    private static URI rest(String tool) {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return URI.create("http://127.0.0.1:" + port + "/api/v3.1/tools/execute/" + tool);
    }

    private static String execution(String arguments) {
        return Project.json("{'user_id':'ada','arguments':{" + arguments + "}}");
    }

    private static String request(URI to, String apiKey, String body) {
        return "POST " + to.getRawPath() + " HTTP/1.1\r\nhost: " + to.getAuthority() + "\r\nx-api-key: " + apiKey
                + "\r\ncontent-type: application/json\r\naccept: application/json, text/event-stream\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static void write(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one answer to its end. */
    private static String status(BufferedReader in) throws IOException {
        var status = in.readLine();
        int length = 0;
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return status;
    }
}
