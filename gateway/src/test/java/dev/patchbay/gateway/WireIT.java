package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.ContentType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all routes have in common: who may ask, what a body may hold, and how a refusal reads (contract sections 2 and 3). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class WireIT {
    private final Projects projects;
    private Project project = new Project("");

    WireIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void bothGenerationsOfThePathAreServed() {
        for (var generation : List.of("v3", "v3.1")) {
            project.request().get("/api/" + generation + "/toolkits").then().statusCode(200);
        }
        project.request().get("/api/v3x1/toolkits").then().statusCode(404);
    }

    @Test
    void whatAnotherProjectOwnsLooksAbsent() {
        var account = project.connectScale("ada");
        String config = project.get("/auth_configs").extract().path("items[0].id");
        var session = project.session("ada", "scale_ai").getString("session_id");
        var stranger = projects.create();
        for (var path : List.of(
                "/connected_accounts/" + account,
                "/auth_configs/" + config,
                "/tool_router/session/" + session,
                "/tool_router/session/" + session + "/tools")) {
            var foreign = stranger.get(path).statusCode(404).extract();
            var absent = stranger.get(path.replaceAll("(ca|ac|trs)_[A-Za-z0-9]{22}", "$1_0000000000000000000000"))
                    .statusCode(404)
                    .extract();
            assertThat(withoutRequestId(foreign.asString())).isEqualTo(withoutRequestId(absent.asString()));
        }
        stranger.delete("/connected_accounts/" + account).statusCode(404);
        stranger.patch("/connected_accounts/" + account, "{'alias':'x'}").statusCode(404);
        stranger.patch("/tool_router/session/" + session, "{'tags':null}").statusCode(404);
        stranger.post("/tool_router/session/" + session + "/execute", "{'tool_slug':'SCALE_AI_LIST_BATCHES'}")
                .statusCode(404);
        stranger.post("/tool_router/session/" + session + "/tokens", "{}").statusCode(404);
        stranger.post("/tool_router/session", "{'user_id':'ada','connected_accounts':{'scale_ai':['" + account + "']}}")
                .statusCode(400);
        stranger.get("/connected_accounts").body("items", empty());
        stranger.get("/auth_configs").body("items", empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                        | line 1
                    []                       | must be a JSON object
                    "text"                   | must be a JSON object
                    {"user_id":"a"} trailing | line 1
                    {"user_id":"a","user_id":"b"} | a member occurs twice
                    {"user_id":7}            | user_id: must be a string
                    {"user_id":""}           | user_id: must have 1 to 256 characters
                    {}                       | user_id: missing
                    {"user_id":"a","toolkits":{"enabled":["scale_ai"]}} | toolkits.enabled: unknown
                    """)
    void badInputIsNamed(String body, String problem) {
        project.request()
                .body(body)
                .post("/api/v3.1/tool_router/session")
                .then()
                .statusCode(400)
                .body("error.message", containsString(problem))
                .body("error.request_id", startsWith("req_"))
                .body("error.status", equalTo(400));
    }

    @Test
    void whatIsMalformedIsNotRepeated() {
        project.request()
                .body("{\"api_key\": test_forgotten_quotes}")
                .post("/api/v3.1/connected_accounts")
                .then()
                .statusCode(400)
                .body("error.message", allOf(containsString("line 1"), not(containsString("forgotten"))));
    }

    @Test
    void aBodyAboveOneMegabyteIsRefusedInWords() {
        project.request()
                .body("{\"user_id\":\"" + "a".repeat(2_000_000) + "\"}")
                .post("/api/v3.1/tool_router/session")
                .then()
                .statusCode(413)
                .body("error.message", containsString("at most 1 MB"));
    }

    /** A connection that is closed over unread bytes is reset, and takes the answer with it. */
    @Test
    void whoSendsAllOfABodyThatIsRefusedBeforeReadingGetsTheAnswer() throws Exception {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(("POST /api/v3.1/tool_router/session HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n")
                    .getBytes(US_ASCII));
            for (int sent = 0; sent < 20; sent++) {
                out.write(new byte[100_000]);
                out.flush();
                Thread.sleep(10); // the refusal is there long before the end
            }

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("at most 1 MB");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v3.1/nothing", "/api/v3.1/tools/a/b/c", "/elsewhere"})
    void whatIsNotThereSaysSoInTheEnvelope(String path) {
        project.request()
                .get(path)
                .then()
                .statusCode(404)
                .body("error.slug", equalTo("HTTP_NotFound"))
                .body("error.request_id", startsWith("req_"));
    }

    @Test
    void everyRouteWantsAKey() {
        for (var path : List.of(
                "/tools",
                "/tools/enum",
                "/tools/X",
                "/toolkits",
                "/toolkits/x",
                "/auth_configs",
                "/auth_configs/x",
                "/connected_accounts",
                "/connected_accounts/x",
                "/tool_router/session/x",
                "/tool_router/session/x/tools")) {
            given().get("/api/v3.1" + path).then().statusCode(401).header("WWW-Authenticate", notNullValue());
            given().header("x-api-key", project.apiKey().substring(0, 41) + "0")
                    .get("/api/v3.1" + path)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void twoCredentialsAreOneTooMany() {
        project.request()
                .header("Authorization", "Bearer x")
                .get("/api/v3.1/toolkits")
                .then()
                .statusCode(401)
                .body("error.message", allOf(containsString("x-api-key"), containsString("Authorization")));
    }

    @Test
    void everyAnswerCarriesItsRequestId() {
        project.get("/toolkits").header("x-request-id", startsWith("req_"));
        given().contentType(ContentType.JSON)
                .get("/api/v3.1/toolkits")
                .then()
                .header("x-request-id", startsWith("req_"));
    }

    @Test
    void theDocumentedPagesAreOpen() {
        project.connectScale("ada");
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}"); // so that there is something to count
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("patchbay_tool_calls"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/tool_router/session"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e100", "1e-100", "1e999999", "1e999999999", "1e99999999999", "-0.1e-999"})
    void aNumberTooLongToStoreIsRefusedAtOnce(String number) {
        project.post("/tool_router/session", "{'user_id':'ada','experimental':{'x':" + number + "}}")
                .statusCode(400)
                .body("error.message", containsString("more than 100 digits when written out"));
    }

    @Test
    void halfACharacterDoesNotMakeTwoUsersOne() {
        project.post("/tool_router/session", "{'user_id':'ada\\ud800'}")
                .statusCode(400)
                .body("error.message", containsString("surrogate"));
        project.post("/tool_router/session", "{'user_id':'ada','experimental':{'\\udc00':1}}")
                .statusCode(400);
        project.post("/tool_router/session", "{'user_id':'ada\\ud83d\\ude00'}").statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/html, */*;q=0.1"})
    void theAnswerIsJsonHoweverWidelyItIsAskedFor(String accept) {
        given().header("x-api-key", project.apiKey())
                .header("Accept", accept)
                .get("/api/v3.1/toolkits")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense"})
    void anotherFormThanJsonIsRefused(String accept) {
        given().header("x-api-key", project.apiKey())
                .header("Accept", accept)
                .get("/api/v3.1/toolkits")
                .then()
                .statusCode(406)
                .contentType(ContentType.JSON)
                .body("error.message", containsString("application/json"));
    }

    @Test
    void aNulCharacterIsRefusedBeforeTheDatabaseDoes() {
        for (var document : List.of(
                "'experimental':{'x':['\\u0000']}", "'experimental':{'\\u0000':1}", "'premium_usage':'\\u0000'")) {
            project.post("/tool_router/session", "{'user_id':'ada'," + document + "}")
                    .statusCode(400)
                    .body("error.message", containsString("NUL"));
        }
        var session = project.session("ada", "scale_ai").getString("session_id");
        project.patch("/tool_router/session/" + session, "{'experimental':{'x':'\\u0000'}}")
                .statusCode(400);
        var config = project.authConfig("scale_ai");
        project.patch("/auth_configs/" + config, "{'type':'custom','tool_access_config':{'x':'\\u0000'}}")
                .statusCode(400);
        for (var path : List.of("/auth_configs?search=%00", "/connected_accounts?user_ids=a,%00")) {
            project.request()
                    .urlEncodingEnabled(false)
                    .get("/api/v3.1" + path)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("NUL"));
        }
    }

    private static String withoutRequestId(String body) {
        return Pattern.compile("req_[A-Za-z0-9]+").matcher(json(body)).replaceAll("req");
    }
}
