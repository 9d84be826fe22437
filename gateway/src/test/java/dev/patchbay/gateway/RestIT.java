package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire contract (sections 3, 4, 8 to 11) over real HTTP. Every object is also asked for by another project. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class RestIT {
    private final Projects projects;
    private Project project = new Project("");

    RestIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void aSessionIsCreatedAsTheContractSays() {
        project.post(
                        "/tool_router/session",
                        "{'user_id':'ada','toolkits':{'enable':['scale_ai']},'preload':{'tools':'all'}}")
                .statusCode(201)
                .body("session_id", startsWith("trs_"))
                .body("mcp.type", equalTo("http"))
                .body("mcp.url", allOf(startsWith("http://localhost:"), containsString("/tool_router/trs_")))
                .body("mcp.bearer_token", not(blankOrNullString()))
                .body("mcp.bearer_token_expires_at", matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("mcp", not(hasKey("headers")))
                .body("tool_router_tools", hasItems("SCALE_AI_CREATE_BATCH", "SCALE_AI_GET_TASK"))
                .body("tool_router_tools", everyItem(startsWith("SCALE_AI_")))
                .body("config.user_id", equalTo("ada"))
                .body("config.toolkits.enabled", contains("scale_ai"))
                .body("config.toolkits", aMapWithSize(1))
                .body("config.preload.tools", equalTo("all"))
                .body("config.search", aMapWithSize(0))
                .body("config.execute", aMapWithSize(0))
                .body("config_version", equalTo(1));
    }

    @Test
    void bothGenerationsOfThePathAreServed() {
        for (var generation : List.of("v3", "v3.1")) {
            project.request().get("/api/" + generation + "/toolkits").then().statusCode(200);
        }
        project.request().get("/api/v3x1/toolkits").then().statusCode(404);
    }

    @Test
    void whatTheSdkSendsForDirectToolsIsUnderstood() {
        project.post("/tool_router/session", """
                        {'user_id':'u','toolkits':{'enable':['backendless']},'manage_connections':{'enable':false},
                         'workbench':{'enable':false,'enable_proxy_execution':true},'preload':{'tools':'all'},
                         'search':{'enable':false},'execute':{'enable_multi_execute':false},'tags':['readOnlyHint']}""")
                .statusCode(201)
                .body("config.manage_connections.enabled", is(false))
                .body("config.workbench.enable", is(false))
                .body("config.workbench.proxy_execution_enabled", is(true))
                .body("config.search.enable", is(false))
                .body("config.execute.enable_multi_execute", is(false))
                .body("config.tags.enabled", contains("readOnlyHint"))
                .body("tool_router_tools", not(hasItem("BACKENDLESS_RESET_COUNTER")));
    }

    @Test
    void aSessionWithoutToolsSaysSo() {
        project.post("/tool_router/session", "{'user_id':'ada'}")
                .statusCode(201)
                .body("tool_router_tools", empty())
                .body("warnings.code", contains("NO_TOOLS_LISTED"));
    }

    @Test
    void aPatchChangesWhatItNamesAndCountsTheVersion() {
        var id = project.session("ada", "scale_ai").getString("session_id");
        project.patch("/tool_router/session/" + id, "{'tags':['readOnlyHint'],'expected_config_version':1}")
                .statusCode(200)
                .body("config_version", equalTo(2))
                .body("config.toolkits.enabled", contains("scale_ai"))
                .body("tool_router_tools", not(hasItem("SCALE_AI_CREATE_BATCH")));
        project.get("/tool_router/session/" + id)
                .body("config_version", equalTo(2))
                .body("mcp", not(hasKey("bearer_token")));
        project.patch("/tool_router/session/" + id, "{'tags':null,'expected_config_version':1}")
                .statusCode(409)
                .body("error.message", containsString("is now 2"));
        project.patch("/tool_router/session/" + id, "{'tags':null}")
                .statusCode(200)
                .body("config", not(hasKey("tags")))
                .body("config_version", equalTo(3));
    }

    @Test
    void aPatchThatLeavesAPreloadedToolOutsideChangesNothing() {
        String id = project.post("/tool_router/session", "{'user_id':'u','preload':{'tools':['SCALE_AI_GET_BATCH']}}")
                .statusCode(201)
                .extract()
                .path("session_id");
        project.patch("/tool_router/session/" + id, "{'toolkits':{'enable':['backendless']}}")
                .statusCode(400)
                .body("error.errors[0]", containsString("SCALE_AI_GET_BATCH is outside"));
        project.get("/tool_router/session/" + id).body("config_version", equalTo(1));
    }

    @Test
    void aDeletedSessionIsGone() {
        var id = project.session("ada", "scale_ai").getString("session_id");
        project.delete("/tool_router/session/" + id)
                .statusCode(200)
                .body("session_id", equalTo(id))
                .body("deleted", is(true));
        project.delete("/tool_router/session/" + id).statusCode(404);
        project.get("/tool_router/session/" + id).statusCode(404);
    }

    @Test
    void sessionToolsComeInPages() {
        var id = project.session("ada", "scale_ai").getString("session_id");
        String cursor = project.get("/tool_router/session/" + id + "/tools?limit=2")
                .statusCode(200)
                .body("items", hasSize(2))
                .body("current_page", equalTo(1))
                .body("total_items", greaterThan(2))
                .extract()
                .path("next_cursor");
        project.get("/tool_router/session/" + id + "/tools?limit=2&cursor=" + cursor)
                .body("items", hasSize(2))
                .body("current_page", equalTo(2));
        project.get("/tool_router/session/" + id + "/tools")
                .body("next_cursor", nullValue())
                .body("items.input_parameters.type", everyItem(equalTo("object")))
                .body("items[0].output_parameters.required", contains("data", "error", "successful"));
    }

    @Test
    void executionInASessionHasDataErrorAndLogId() {
        project.connectScale("ada");
        var id = project.session("ada", "scale_ai").getString("session_id");
        project.post(
                        "/tool_router/session/" + id + "/execute",
                        "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':1}}")
                .statusCode(200)
                .body("data.docs", hasSize(1))
                .body("error", nullValue())
                .body("$", hasKey("error"))
                .body("log_id", startsWith("log_"))
                .body("$", not(hasKey("successful")));
    }

    @Test
    void executionWithoutASessionHasSuccessfulToo() {
        project.connectScale("ada");
        project.post(
                        "/tools/execute/SCALE_AI_GET_BATCH",
                        "{'user_id':'ada','arguments':{'batch_name':'picking week 07'}}")
                .statusCode(200)
                .body("data.name", equalTo("picking week 07"))
                .body("successful", is(true))
                .body("error", nullValue());
    }

    @Test
    void aRefusalOfTheServiceIsStill200() {
        project.connectScale("ada");
        project.post("/tools/execute/SCALE_AI_GET_TASK", "{'user_id':'ada','arguments':{'task_id':'nope'}}")
                .statusCode(200)
                .body("successful", is(false))
                .body("data.http_status", equalTo(404))
                .body("error", containsString("Task with that ID not found."));
    }

    @Test
    void aMissingAccountIsCode1803() {
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'nobody','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803))
                .body("error.message", containsString("No connected account found"));
    }

    @Test
    void anotherUsersAccountIsNotFound() {
        var account = project.connectScale("ada");
        project.post(
                        "/tools/execute/SCALE_AI_LIST_BATCHES",
                        "{'user_id':'bob','connected_account_id':'" + account + "','arguments':{}}")
                .statusCode(allOf(greaterThan(399), org.hamcrest.Matchers.lessThan(500)))
                .body("error.message", not(containsString("ada")));
    }

    @Test
    void aRestrictedToolIs400WithTheContractsWords() {
        var id = project.session("ada", "backendless").getString("session_id");
        project.post("/tool_router/session/" + id + "/execute", "{'tool_slug':'SCALE_AI_LIST_BATCHES'}")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction]"));
    }

    @Test
    void toolsAreFilteredAndPaged() {
        project.get("/tools?toolkit_slug=scale_ai&important=true&toolkit_versions=latest")
                .statusCode(200)
                .body("items.toolkit.slug", everyItem(equalTo("scale_ai")))
                .body("total_items", greaterThan(5));
        project.get("/tools?tool_slugs=SCALE_AI_GET_TASK,BACKENDLESS_RESET_COUNTER,NOPE&limit=9999")
                .body("items.slug", contains("SCALE_AI_GET_TASK", "BACKENDLESS_RESET_COUNTER"));
        project.get("/tools?tags=readOnlyHint").body("items.tags", everyItem(hasItem("readOnlyHint")));
        project.get("/tools?query=counter").body("items.slug", hasItem("BACKENDLESS_GET_COUNTER_VALUE"));
        project.get("/tools/SCALE_AI_GET_TASK?toolkit_versions=latest")
                .body("slug", equalTo("SCALE_AI_GET_TASK"))
                .body("version", matches("\\d{8}_\\d\\d"))
                .body("deprecated.is_deprecated", is(false));
        project.get("/tools/SCALE_AI_GET_TASKS")
                .statusCode(404)
                .body("error.suggested_fix", containsString("SCALE_AI_GET_TASK"));
    }

    @Test
    void toolkitsSayHowToConnect() {
        project.get("/toolkits").statusCode(200).body("items.slug", contains("backendless", "scale_ai"));
        project.get("/toolkits/SCALE_AI")
                .body("slug", equalTo("scale_ai"))
                .body("auth_config_details[0].mode", equalTo("API_KEY"))
                .body("auth_config_details[0].fields.connected_account_initiation.required.name", contains("api_key"))
                .body("auth_config_details[0].fields.connected_account_initiation.required[0].is_secret", is(true));
        project.get("/toolkits/nope").statusCode(404);
    }

    @Test
    void authConfigsLiveTheirLife() {
        var id = project.authConfig("scale_ai");
        project.get("/auth_configs/" + id)
                .statusCode(200)
                .body("toolkit.slug", equalTo("scale_ai"))
                .body("auth_scheme", equalTo("API_KEY"))
                .body("status", equalTo("ENABLED"))
                .body("no_of_connections", equalTo(0));
        project.patch("/auth_configs/" + id, "{'type':'custom','name':'renamed','tool_access_config':{}}")
                .statusCode(200)
                .body("$", aMapWithSize(0));
        project.get("/auth_configs?toolkit_slug=scale_ai").body("items.name", contains("renamed"));
        project.request()
                .patch("/api/v3.1/auth_configs/" + id + "/DISABLED")
                .then()
                .statusCode(200);
        project.get("/auth_configs").body("items", empty());
        project.get("/auth_configs?show_disabled=true").body("items.status", contains("DISABLED"));
        project.delete("/auth_configs/" + id).statusCode(200);
        project.get("/auth_configs/" + id).statusCode(404);
    }

    @Test
    void aToolkitWithoutManagedAuthenticationSaysWhatToSend() {
        project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_composio_managed_auth'}}")
                .statusCode(400)
                .body("error.suggested_fix", containsString("use_custom_auth"));
    }

    @Test
    void connectedAccountsLiveTheirLife() {
        var id = project.connectScale("ada");
        project.get("/connected_accounts/" + id)
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("toolkit.slug", equalTo("scale_ai"))
                .body("auth_config.auth_scheme", equalTo("API_KEY"))
                .body("state.val.status", equalTo("ACTIVE"))
                .body("alias", nullValue());
        project.patch("/connected_accounts/" + id, "{'alias':'work'}")
                .statusCode(200)
                .body("success", is(true));
        project.get("/connected_accounts?user_ids=ada&statuses=ACTIVE&toolkit_slugs=scale_ai")
                .body("items.alias", contains("work"));
        project.get("/connected_accounts?user_ids=bob").body("items", empty());
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':false}")
                .statusCode(200);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803));
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':true}")
                .statusCode(200);
        project.delete("/connected_accounts/" + id).statusCode(200).body("success", is(true));
        project.get("/connected_accounts/" + id).statusCode(404);
    }

    @Test
    void aNewCredentialReplacesTheOldOne() {
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'test_not_a_known_key'}");
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .body("data.http_status", equalTo(401));
        project.patch(
                        "/connected_accounts/" + id,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY
                                + "'}}}}")
                .statusCode(200);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .body("successful", is(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    scale_ai    | {}                                                                    | missing: api_key
                    scale_ai    | {'api_kee':'k'}                                                       | api_kee: unknown; known here are api_key
                    scale_ai    | {'api_key':7}                                                         | api_key: must be a string
                    scale_ai    | {'api_key':'k','generic_api_key':'l'}                                 | api_key: given twice
                    backendless | {'application_id':'A'}                                                | rest_api_key
                    backendless | {'region':'mars','application_id':'A','rest_api_key':'B'}             | region: must be one of
                    backendless | {'domain':'http://x'}                                                 | domain: must be a host name
                    backendless | {'domain':'a.example/../b'}                                           | domain: must be a host name
                    """)
    void fieldsThatDoNotFitAreNamed(String toolkit, String fields, String problem) {
        project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'%s'},'connection':{'user_id':'u','state':{'authScheme':'API_KEY','val':%s}}}"
                                .formatted(project.authConfig(toolkit), fields))
                .statusCode(400)
                .body("error.message", containsString(problem));
        project.get("/connected_accounts").body("items", empty());
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

    @ParameterizedTest
    @ValueSource(strings = {"1e99", "1e-99", "-123456789012345678901234567890.5"})
    void aNumberThatWasTakenCanBeReadAgain(String number) {
        String id = project.post("/tool_router/session", "{'user_id':'ada','experimental':{'x':" + number + "}}")
                .statusCode(201)
                .extract()
                .path("session_id");
        project.get("/tool_router/session/" + id).statusCode(200);
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

    @Test
    void aRefusedAliasLeavesTheCredentialAsItWas() {
        var taken = project.connectScale("ada");
        project.patch("/connected_accounts/" + taken, "{'alias':'work'}").statusCode(200);
        var other = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'test_not_a_known_key'}");
        var before = project.get("/connected_accounts/" + other).extract().asString();
        project.patch(
                        "/connected_accounts/" + other,
                        "{'alias':'work','connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'"
                                + Project.SCALE_KEY + "'}}}}")
                .statusCode(400);
        assertThat(project.get("/connected_accounts/" + other).extract().asString())
                .isEqualTo(before);
        project.patch(
                        "/connected_accounts/" + other,
                        "{'alias':'home','connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'"
                                + Project.SCALE_KEY + "'}}}}")
                .statusCode(200);
        project.get("/connected_accounts/" + other)
                .body("alias", equalTo("home"))
                .body("data.api_key", endsWith("d_01"));
    }

    @Test
    void anAliasIsHeldToTheSameRulesWhenChangedAsWhenMade() {
        var account = project.connectScale("ada");
        for (var alias : List.of("\\u0000", "a\\nb", "x".repeat(129))) {
            project.patch("/connected_accounts/" + account, "{'alias':'" + alias + "'}")
                    .statusCode(400)
                    .body("error.message", containsString("alias: must have 1 to 128 characters"));
        }
        project.patch("/connected_accounts/" + account, "{'alias':'work'}").statusCode(200);
        project.patch("/connected_accounts/" + account, "{'alias':''}").statusCode(200);
        project.get("/connected_accounts/" + account).body("alias", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tools':{'scale_ai':{'disable':['SCALE_AI_GET_TASK']},'SCALE_AI':{'tags':['readOnlyHint']}}",
                "'connected_accounts':{'scale_ai':['ca_1'],'Scale_AI':['ca_2']}",
                "'auth_configs':{'scale_ai':'ac_1','Scale_AI':'ac_2'}"
            })
    void twoSpellingsOfAToolkitDoNotHideARule(String rules) {
        project.post("/tool_router/session", "{'user_id':'ada'," + rules + "}")
                .statusCode(400)
                .body("error.message", containsString("in another spelling"));
    }

    @Test
    void manyProblemsDoNotMakeAnEndlessAnswer() {
        var names = IntStream.range(0, 900).mapToObj(i -> "'NOPE_" + i + "'").collect(Collectors.joining(","));
        project.post("/tool_router/session", "{'user_id':'ada','preload':{'tools':[" + names + "]}}")
                .statusCode(400)
                .body("error.errors", hasSize(20));
        project.post("/tool_router/session", "{'user_id':'ada','preload':{'tools':[" + names + "," + names + "]}}")
                .statusCode(400)
                .body("error.message", containsString("at most 1000"));
    }

    @Test
    void anAccountNamesItsUserButOnlyInItsOwnProject() {
        var account = project.connectScale("ada");
        var body = "{'connected_account_id':'" + account + "','arguments':{'limit':1}}";
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", body)
                .statusCode(200)
                .body("successful", is(true));
        projects.create()
                .post("/tools/execute/SCALE_AI_LIST_BATCHES", body)
                .statusCode(400)
                .body("error.message", containsString("user_id: missing"));
    }

    @Test
    void aListMayBeWrittenAsJson() {
        project.connectScale("Doe, Jane");
        project.request()
                .queryParam("user_ids", "[\"Doe, Jane\",\"bob\"]")
                .get("/api/v3.1/connected_accounts")
                .then()
                .statusCode(200)
                .body("items.user_id", contains("Doe, Jane"));
        project.request()
                .queryParam("user_ids", "[7]")
                .get("/api/v3.1/connected_accounts")
                .then()
                .statusCode(400)
                .body("error.message", containsString("user_ids"));
    }

    private static String withoutRequestId(String body) {
        return Pattern.compile("req_[A-Za-z0-9]+").matcher(json(body)).replaceAll("req");
    }

    private static org.hamcrest.Matcher<String> matches(String pattern) {
        return org.hamcrest.Matchers.matchesPattern(pattern);
    }
}
