package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.testhttp.Http;
import dev.patchbay.gateway.testhttp.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that is sent again under its key is carried out once, and gets its first answer (docs/adr/0020). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class IdempotencyIT {
    private static final String CREATE_BATCH = "/tools/execute/SCALE_AI_CREATE_BATCH";

    private final Projects projects;
    private Project project = new Project("");
    private String config = "";
    private String account = "";
    private String session = "";
    private String batch = "";

    IdempotencyIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aConnectedUser() {
        project = projects.create();
        config = project.authConfig("scale_ai");
        account = project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        session = project.session("ada", "scale_ai").getString("session_id");
        batch = "batch " + UUID.randomUUID();
        simulator("DELETE", "fault", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    /tools/execute/SCALE_AI_CREATE_BATCH       | {'user_id':'ada','arguments':{'project':'Fruit Boxes','name':'BATCH'}}
                    /tool_router/session/SESSION/execute       | {'tool_slug':'SCALE_AI_CREATE_BATCH','arguments':{'project':'Fruit Boxes','name':'BATCH'}}
                    /tool_router/session/SESSION/execute_meta  | {'slug':'SCALE_AI_CREATE_BATCH','arguments':{'project':'Fruit Boxes','name':'BATCH'}}
                    /tool_router/session                       | {'user_id':'ada'}
                    /tool_router/session/SESSION/link          | {'toolkit':'scale_ai'}
                    /tool_router/session/SESSION/tokens        | {}
                    /auth_configs                              | {'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY'}}
                    /connected_accounts                        | {'auth_config':{'id':'CONFIG'},'connection':{'user_id':'bob','state':{'authScheme':'API_KEY','val':{'api_key':'test_sim_orchard_01'}}}}
                    /connected_accounts/link                   | {'auth_config_id':'CONFIG','user_id':'bob'}
                    /connected_accounts/WAITING/refresh        | {}
                    /tool_router/session/SESSION/proxy_execute | {'toolkit_slug':'scale_ai','method':'POST','endpoint':'/batches','body':{'project':'Fruit Boxes','name':'BATCH'}}
                    /tools/execute/proxy                       | {'connected_account_id':'ACCOUNT','method':'POST','endpoint':'/batches','body':{'project':'Fruit Boxes','name':'BATCH'}}
                    /files/upload/request                      | {'toolkit_slug':'scale_ai','tool_slug':'SCALE_AI_UPLOAD_FILE','filename':'a','mimetype':'text/plain','md5':'5d41402abc4b2a76b9719d911017c592'}
                    /tool_router/session/SESSION/mounts/files/upload_url | {'mount_relative_path':'a','mimetype':'text/plain'}
                    """)
    void whatExecutesOrCreatesGivesItsFirstAnswerAgain(String route, String body) {
        var path = route.contains("WAITING") ? route.replace("WAITING", waiting()) : route;
        var first = send(project, "a key", named(path), named(body));
        var again = send(project, "a key", named(path), named(body));
        var other = send(project, "another key", named(path), named(body).replace(batch, batch + " 2"));

        assertThat(first.statusCode()).as(first.asString()).isIn(200, 201);
        assertThat(first.getHeader("Idempotency-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(again.getHeader("x-request-id")).isNotEqualTo(first.getHeader("x-request-id"));
        assertThat(other.getHeader("Idempotency-Replayed")).isNull();
        assertThat(other.asString()).isNotEqualTo(first.asString());
    }

    @Test
    void ofTwentyAtOnceTheServiceSeesOne() throws Exception {
        slow(2000);
        var answers = new ArrayList<Response>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Response> create = () -> createBatch("one of twenty");
            for (Future<Response> done : threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(_ -> create).toList())) {
                answers.add(done.get());
            }
        }
        assertThat(sent()).isOne();
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200 && answer.getHeader("Idempotency-Replayed") == null)
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.jsonPath().getString("error.slug")).isEqualTo("Idempotency_StillRunning");
                    assertThat(Integer.parseInt(answer.getHeader("Retry-After")))
                            .isBetween(1, 30);
                    assertThat(answer.getHeader("x-should-retry")).isNull();
                });
        assertThat(createBatch("one of twenty").jsonPath().getBoolean("successful"))
                .isTrue();
        assertThat(sent()).isOne();
    }

    @Test
    void anotherBodyOrRouteUnderTheSameKeyIsRefused() {
        createBatch("a key");

        for (var answer : new Response[] {
            send(project, "a key", CREATE_BATCH, named(body()) + " "),
            send(project, "a key", "/tools/execute/SCALE_AI_GET_BATCH", named(body())),
            send(project, "a key", CREATE_BATCH + "?x=1", named(body()))
        }) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("error.slug")).isEqualTo("Idempotency_KeyReused");
        }
        assertThat(sent()).isOne();
    }

    @Test
    void callersDoNotMeetUnderTheSameKey() {
        var body = "{'user_id':'ada'}";
        var ids = Set.of(
                session(project, body),
                session(projects.limited(project, "sessions:write"), body),
                session(projects.create(), body));

        assertThat(ids).hasSize(3).contains(session(project, body));
    }

    /** Nothing is kept but in the database: what another node, or this one after a restart, would find. */
    @Test
    void theDatabaseAloneRemembers() throws Exception {
        createBatch("a key");
        assertThat(createBatch("a key").getHeader("Idempotency-Replayed")).isEqualTo("true");

        AuditLog.asOwner(project.tenant(), "DELETE FROM idempotency_key");

        assertThat(createBatch("a key").getHeader("Idempotency-Replayed")).isNull();
        assertThat(sent()).isEqualTo(2);
    }

    /** As after a crash: the row says that it runs, and nobody does. */
    @Test
    void oneThatNeverEndedIsNotRepeatedButReported() throws Exception {
        slow(4000);
        var running = CompletableFuture.supplyAsync(() -> createBatch("a key"));
        await().until(() -> createBatch("a key").statusCode() == 409);
        AuditLog.asOwner(
                project.tenant(), "UPDATE idempotency_key SET started_at = started_at - interval '10 minutes'");

        var again = createBatch("a key");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.jsonPath().getString("error.slug")).isEqualTo("Idempotency_OutcomeUnknown");
        assertThat(again.getHeader("x-should-retry")).isEqualTo("false");
        assertThat(again.getHeader("Retry-After")).isNull();
        assertThat(running.join().statusCode()).isEqualTo(200);
        assertThat(createBatch("a key").asString()).isEqualTo(running.join().asString());
        assertThat(sent()).isOne();
    }

    @Test
    void aCallerWhoLeftFindsTheAnswerWhenHeComesBack() throws Exception {
        slow(2000);
        try (var client = HttpClient.newHttpClient()) {
            var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
            var impatient = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v3.1" + CREATE_BATCH))
                    .header("x-api-key", project.apiKey())
                    .header("Idempotency-Key", "a key")
                    .timeout(Duration.ofMillis(900))
                    .POST(BodyPublishers.ofString(json(named(body()))))
                    .build();
            assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        var answer = await().until(() -> createBatch("a key"), found -> found.statusCode() == 200);

        assertThat(answer.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.jsonPath().getBoolean("successful")).isTrue();
        assertThat(sent()).isOne();
    }

    @Test
    void whatWasRefusedBeforeAnythingWasDoneMayComeAgainOnceItIsMended() {
        var body = named(body()).replace("'ada'", "'carl'");
        assertThat(send(project, "a key", CREATE_BATCH, body).jsonPath().getInt("error.code"))
                .isEqualTo(1803);

        project.connect(config, "carl", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");

        var mended = send(project, "a key", CREATE_BATCH, body);
        assertThat(mended.statusCode()).isEqualTo(200);
        assertThat(mended.jsonPath().getBoolean("successful")).isTrue();
    }

    /** The session is there, and its token could not be recorded. */
    @Test
    void whatWasDoneInPartIsNotSaidToBeUndoneNorDoneAgain() throws Exception {
        AuditLog.asOwner(
                project.tenant(),
                "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$",
                "CREATE TRIGGER in_between BEFORE INSERT ON audit_event FOR EACH ROW WHEN (NEW.tenant_id = '"
                        + project.tenant() + "' AND NEW.action = 'session_token.issued') EXECUTE FUNCTION fail()");
        var log = new AuditLog(projects.adminKey());
        try {
            var before = log.actions(project.tenant(), 0);
            for (var isReplay : new boolean[] {false, true}) {
                var answer = send(project, "a key", "/tool_router/session", "{'user_id':'ada'}");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.getHeaders().hasHeaderWithName("Idempotency-Replayed"))
                        .isEqualTo(isReplay);
                assertThat(answer.getHeader("Retry-After")).isNull();
                assertThat(answer.getHeader("x-should-retry")).isEqualTo("false");
                assertThat(answer.jsonPath().getString("error.message")).contains("a first part of it was done");
            }
            assertThat(log.actions(project.tenant(), before.size()))
                    .containsExactly("session.created", "request.replayed");
        } finally {
            AuditLog.asOwner(project.tenant(), "DROP TRIGGER in_between ON audit_event", "DROP FUNCTION fail()");
        }
    }

    @Test
    void aCredentialThatDoesNotOpenSendsNothingAndMayBeMended() throws Exception {
        AuditLog.asOwner(
                project.tenant(),
                "UPDATE account_secret SET ciphertext = set_byte(ciphertext, 30, get_byte(ciphertext, 30) # 1)");
        var refused = createBatch("a key");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.getHeader("x-should-retry")).isNull();

        project.patch(
                        "/connected_accounts/" + account,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY
                                + "'}}}}")
                .statusCode(200);

        assertThat(createBatch("a key").jsonPath().getBoolean("successful")).isTrue();
    }

    /** That the credential was tried at the service is no reason: nothing was made there. */
    @Test
    void anAliasThatIsTakenMayBeMended() {
        project.patch("/connected_accounts/" + account, "{'alias':'mine'}").statusCode(200);
        var body = named("{'auth_config':{'id':'CONFIG'},'connection':{'user_id':'ada','alias':'mine',"
                + "'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY + "'}}}}");

        assertThat(send(project, "a key", "/connected_accounts", body).statusCode())
                .isEqualTo(400);
        assertThat(send(project, "a key", "/connected_accounts", body.replace("'mine'", "'other'"))
                        .statusCode())
                .isEqualTo(201);
    }

    /** It is the service's answer to something that was done. */
    @Test
    void whatTheServiceRefusedIsKept() {
        var body = "{'user_id':'ada','arguments':{'task_id':'nope'}}";
        var first = send(project, "a key", "/tools/execute/SCALE_AI_GET_TASK", body);
        assertThat(first.jsonPath().getBoolean("successful")).isFalse();

        var again = send(project, "a key", "/tools/execute/SCALE_AI_GET_TASK", body);
        assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void aKeyIsOneTextOfAtMost255PrintableCharacters() throws IOException {
        assertThat(createBatch("k".repeat(255)).statusCode()).isEqualTo(200);
        for (var key : new String[] {"", "k".repeat(256), "a\tb"}) {
            var answer = createBatch(key);
            assertThat(answer.statusCode()).as(key).isEqualTo(400);
            assertThat(answer.jsonPath().getString("error.message")).contains("1 to 255 printable ASCII characters");
        }
        var two = project.request()
                .header("Idempotency-Key", "a", "b")
                .body(json(named(body())))
                .post("/api/v3.1" + CREATE_BATCH);
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(createdWithKeyInLatin1("\u00e9"))
                .startsWith("HTTP/1.1 400 ")
                .contains("1 to 255 printable ASCII characters");
        assertThat(sent()).isOne();
    }

    /** The JDK's client sends a question mark for what is not ASCII. */
    private String createdWithKeyInLatin1(String key) throws IOException {
        var body = json(named(body()));
        var request = "POST /api/v3.1" + CREATE_BATCH + " HTTP/1.1\r\nHost: localhost:" + Http.port()
                + "\r\nConnection: close\r\nx-api-key: "
                + project.apiKey() + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (var socket = new Socket("localhost", Http.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutAKeyNothingIsKeptAndEverythingIsDone() throws Exception {
        for (int i = 0; i < 2; i++) {
            project.post(CREATE_BATCH, named(body())).statusCode(200);
        }
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void onlyRoutesThatNeitherExecuteNorCreateTakeNoKey() {
        var without = new ArrayList<String>();
        for (var resource : Routes.resources()) {
            for (var method : resource.getDeclaredMethods()) {
                if (method.isAnnotationPresent(POST.class)
                        && !method.isAnnotationPresent(HonoursIdempotencyKey.class)) {
                    without.add(resource.getSimpleName() + "." + method.getName());
                }
            }
        }
        // Reading, however it is asked for; deleting, which a repeat does not do twice; what is refused whatever is
        // asked.
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "SessionResource.search",
                        "SessionResource.attach",
                        "SessionFileResource.download",
                        "SessionFileResource.delete",
                        "ToolResource.requiredScopes",
                        "ToolkitResource.several",
                        "ExecutionLogResource.find",
                        "AccountRevokeResource.revoke",
                        "UnofferedResource.post");
    }

    @Test
    void whatReachedAServiceIsNotRepeatedBySdks() {
        assertThat(createBatch("a key").getHeader("x-should-retry")).isEqualTo("false");
        project.get("/toolkits").header("x-should-retry", nullValue());
        project.patch("/tool_router/session/" + session, "{'expected_config_version':99}")
                .statusCode(409)
                .header("x-should-retry", "false");
    }

    /** An account whose user has yet to connect it. */
    private String waiting() {
        return project.post("/connected_accounts/link", named("{'auth_config_id':'CONFIG','user_id':'zoe'}"))
                .statusCode(201)
                .extract()
                .path("connected_account_id");
    }

    private Response createBatch(String key) {
        return send(project, key, CREATE_BATCH, named(body()));
    }

    private static String session(Project project, String body) {
        return send(project, "the same key", "/tool_router/session", body)
                .then()
                .statusCode(201)
                .extract()
                .path("session_id");
    }

    private static Response send(Project project, String key, String path, String body) {
        return project.request().header("Idempotency-Key", key).body(json(body)).post("/api/v3.1" + path);
    }

    private static String body() {
        return "{'user_id':'ada','arguments':{'project':'Fruit Boxes','name':'BATCH'}}";
    }

    private String named(String text) {
        return text.replace("SESSION/", session + "/")
                .replace("CONFIG", config)
                .replace("ACCOUNT", account)
                .replace("'BATCH'", "'" + batch + "'");
    }

    /** How often the service was asked to make this test's batch. */
    private int sent() {
        return SentRequest.read(simulator("GET", "requests", "")).stream()
                .filter(request -> request.arrived().path("body").asText().contains(batch))
                .toList()
                .size();
    }

    private static void slow(int millis) {
        simulator(
                "POST",
                "fault",
                json("{'kind':'slow','method':'POST','path':'/v1/batches','times':1,'delay_ms':" + millis + "}"));
    }

    private static String simulator(String method, String command, String body) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        var request = given();
        return (body.isEmpty() ? request : request.body(body))
                .request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
