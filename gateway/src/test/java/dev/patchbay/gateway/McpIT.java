package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.get;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.FilePath;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.SessionFolder;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session's MCP address over real HTTP, as a client uses it that keeps no protocol session; with the Scale simulator behind it
 * and its request log as the witness.
 */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class McpIT {
    private final Projects projects;
    private final StoredFiles files;
    private Project project = new Project("");

    McpIT(Projects projects, StoredFiles files) {
        this.projects = projects;
        this.files = files;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05,2024-11-05",
        "2025-03-26,2025-03-26",
        "2025-06-18,2025-06-18",
        "2025-11-25,2025-11-25",
        "2026-07-28,2025-11-25",
        "nonsense,2025-11-25"
    })
    void initializeAgreesOnARevisionWeSpeak(String asked, String agreed) {
        post(
                        session(),
                        "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'%s'}}"
                                .formatted(asked))
                .statusCode(200)
                .header("Mcp-Session-Id", startsWith("mcps_"))
                .body("id", equalTo(0))
                .body("result.protocolVersion", equalTo(agreed))
                .body("result.serverInfo.name", equalTo("patchbay"))
                .body("result.capabilities.tools.listChanged", is(true))
                .body("result.capabilities.prompts.listChanged", is(true))
                .body("result.capabilities.resources.subscribe", is(false))
                .body("result.capabilities.completions", notNullValue())
                .body("result.capabilities.logging", notNullValue());
    }

    @Test
    void toolsAreListedWithSchemasAndHints() {
        post(session(), "{'jsonrpc':'2.0','id':'a','method':'tools/list'}")
                .statusCode(200)
                .body("id", equalTo("a"))
                .body("result.tools.name", hasItem("SCALE_AI_GET_BATCH"))
                .body("result.tools.name", not(hasItem(startsWith("BACKENDLESS_"))))
                .body("result.tools.inputSchema.type", everyItem(equalTo("object")))
                .body("result.tools.find { it.name == 'SCALE_AI_GET_BATCH' }.annotations.readOnlyHint", is(true))
                .body(
                        "result.tools.find { it.name == 'SCALE_AI_DELETE_TASK_TAGS' }.annotations.destructiveHint",
                        is(true));
    }

    @Test
    void aCallLeavesExactlyAsDocumentedAndComesBackInBothForms() {
        project.connectScale("ada");
        var name = "mcp " + UUID.randomUUID();
        var answer = post(
                        project.session("ada", "scale_ai"),
                        call("SCALE_AI_CREATE_BATCH", "{'project':'Fruit Boxes','name':'" + name + "'}"))
                .statusCode(200)
                .body("result.isError", is(false))
                .body("result.structuredContent.successful", is(true))
                .body("result.structuredContent.data.name", equalTo(name))
                .body("result.structuredContent.log_id", startsWith("log_"))
                .extract()
                .jsonPath();
        assertThat(JsonPath.from(answer.getString("result.content[0].text")).getMap(""))
                .as("text and structured content say the same")
                .isEqualTo(answer.getMap("result.structuredContent"));
        var sent = requests().getMap("find { it.body.contains('" + name + "') }");
        assertThat(sent)
                .containsEntry("method", "POST")
                .containsEntry("path", "/v1/batches")
                .containsEntry("body", json("{'project':'Fruit Boxes','name':'" + name + "'}"));
        assertThat(String.valueOf(sent.get("headers"))).contains("authorization=[Basic " + Project.SCALE_KEY + "]");
    }

    @Test
    void namesWithSlashesAndBlanksStayOneSegment() {
        project.connectScale("ada");
        post(project.session("ada", "scale_ai"), call("SCALE_AI_GET_BATCH", "{'batch_name':'north/field 2'}"))
                .body("result.structuredContent.data.name", equalTo("north/field 2"));
        assertThat(requests().getList("path", String.class)).contains("/v1/batches/north%2Ffield%202");
    }

    @Test
    void aBareNumberBecomesAnObject() {
        project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'%s','rest_api_key':'%s'}"
                        .formatted(
                                dev.patchbay.simulator.backendless.Orchard.APPLICATION_ID,
                                dev.patchbay.simulator.backendless.Orchard.REST_API_KEY));
        post(project.session("ada", "backendless"), call("BACKENDLESS_GET_COUNTER_VALUE", "{'counter_name':'visits'}"))
                .body("result.structuredContent.data.current", equalTo(41));
    }

    @Test
    void whoHasNoAccountIsToldSo() {
        project.connectScale("ada");
        post(project.session("bob", "scale_ai"), call("SCALE_AI_LIST_BATCHES", "{}"))
                .statusCode(200)
                .body("result.isError", is(true))
                .body(
                        "result.structuredContent.error",
                        containsString("No connected account found for toolkit scale_ai"));
    }

    @Test
    void aRefusalOfTheServiceIsAResultTheModelCanRead() {
        project.connectScale("ada");
        post(project.session("ada", "scale_ai"), call("SCALE_AI_GET_TASK", "{'task_id':'nope'}"))
                .statusCode(200)
                .body("result.isError", is(true))
                .body("result.structuredContent.data.http_status", equalTo(404))
                .body("result.structuredContent.error", containsString("Task with that ID not found."));
    }

    @Test
    void wrongArgumentsAreNamedAndNothingIsSent() {
        project.connectScale("ada");
        var before = requests().getList("").size();
        post(project.session("ada", "scale_ai"), call("SCALE_AI_CREATE_BATCH", "{'projct':'x','name':7}"))
                .body("result.isError", is(true))
                .body(
                        "result.structuredContent.error",
                        allOf(containsString("projct"), containsString("project"), containsString("name")));
        assertThat(requests().getList("")).hasSize(before);
    }

    @Test
    void nullArgumentsAreNoArguments() {
        project.connectScale("ada");
        post(project.session("ada", "scale_ai"), call("SCALE_AI_LIST_BATCHES", "null"))
                .body("result.structuredContent.successful", is(true));
    }

    @Test
    void anUnknownToolIsAProtocolErrorThatNamesSimilarOnes() {
        post(session(), call("SCALE_AI_CREATE_BATCHES", "{}"))
                .statusCode(200)
                .body("error.code", equalTo(-32602))
                .body("error.message", containsString("SCALE_AI_CREATE_BATCH"));
    }

    @Test
    void whatTheSessionExcludesCannotBeCalled() {
        project.connectScale("ada");
        post(project.session("ada", "backendless"), call("SCALE_AI_LIST_BATCHES", "{}"))
                .body("result.isError", is(true))
                .body("result.structuredContent.error", startsWith("[Session Restriction]"));
    }

    @Test
    void aClientThatTakesOnlyAStreamGetsOneEvent() {
        var session = session();
        request(session)
                .accept("text/event-stream")
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .body(allOf(startsWith("event: message\ndata: {"), containsString("\"result\":{}")));
    }

    @Test
    void notificationsAreTakenWithoutABody() {
        post(session(), "{'jsonrpc':'2.0','method':'notifications/initialized'}")
                .statusCode(202)
                .body(emptyString());
    }

    @Test
    void thereIsNoProtocolSessionToEnd() {
        var session = session();
        request(session)
                .delete(session.getString("mcp.url"))
                .then()
                .statusCode(405)
                .header("Allow", "GET, POST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                    | 400 | -32700
                    []                                                   | 400 | -32600
                    {"jsonrpc":"2.0","id":1,"method":"tasks/list"}       | 200 | -32601
                    {"jsonrpc":"2.0","id":1,"method":"tools/call"}       | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"X","arguments":[]}} | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}              | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"prompts/list","params":{"cursor":"x"}}            | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"resources/templates/list","params":{"cursor":"x"}} | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{}}                         | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{}}                 | 200 | -32602
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}                          | 200 | -32602
                    """)
    void whatCannotBeCarriedOutIsAJsonRpcError(String body, int status, int code) {
        var session = session();
        request(session)
                .body(body)
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(status)
                .body("error.code", equalTo(code));
    }

    @Test
    void promptsSayHowTheRouterIsUsed() {
        var session = session();
        post(session, "{'jsonrpc':'2.0','id':1,'method':'prompts/list'}")
                .statusCode(200)
                .body("result.prompts.name", contains("use_apps", "connect_app", "read_large_result"))
                .body("result.prompts[0].arguments.required", contains(true))
                .body("result.prompts[1].arguments.required", contains(true))
                .body("result.prompts[2].arguments.required", contains(true))
                .body("result.prompts.title", everyItem(not(emptyOrNullString())))
                .body("result.prompts.description", everyItem(not(emptyOrNullString())));
        post(session, prompt("use_apps", "{'task':'list my batches'}"))
                .statusCode(200)
                .body("result.messages.role", contains("user"))
                .body(
                        "result.messages[0].content.text",
                        allOf(containsString("list my batches"), containsString("COMPOSIO_SEARCH_TOOLS")));
    }

    @Test
    void aPromptOfToolsThatTheSessionDoesNotOfferIsUnknown() {
        var session = project.post(
                        "/tool_router/session",
                        "{'user_id':'ada','workbench':{'enable':false},'search':{'enable':false}}")
                .statusCode(201)
                .extract()
                .jsonPath();
        post(session, "{'jsonrpc':'2.0','id':1,'method':'prompts/list'}")
                .body("result.prompts.name", contains("connect_app"));
        for (var name : new String[] {"use_apps", "nonsense"}) {
            post(session, prompt(name, "{'task':'x'}"))
                    .statusCode(200)
                    .body("error.code", equalTo(-32602))
                    .body("error.message", containsString("prompts/list"));
            post(session, completion("{'type':'ref/prompt','name':'" + name + "'}", "task", "x"))
                    .body("error.code", equalTo(-32602));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'task':7}", "{'task':' '}", "null", "'x'"})
    void aPromptWithoutItsArgumentSaysWhichOneItNeeds(String arguments) {
        post(session(), prompt("use_apps", arguments))
                .statusCode(200)
                .body("error.code", equalTo(-32602))
                .body("error.message", containsString("\"task\""));
    }

    @Test
    void aToolkitIsCompletedFromThoseOfTheSession() {
        var ref = "{'type':'ref/prompt','name':'connect_app'}";
        for (var begun : new String[] {"", "sca", "SCALE A"}) {
            post(session(), completion(ref, "toolkit", begun))
                    .statusCode(200)
                    .body("result.completion.values", contains("scale_ai"))
                    .body("result.completion.total", equalTo(1))
                    .body("result.completion.hasMore", is(false));
        }
        post(session(), completion(ref, "toolkit", "back")).body("result.completion.values", empty());
        post(session(), completion(ref, "tool", "x"))
                .body("error.code", equalTo(-32602))
                .body("error.message", containsString("toolkit"));
    }

    @Test
    void aFileIsCompletedByItsPathListedWithATitleAndReadThroughTheTemplate() {
        var session = session();
        var id = session.getString("session_id");
        project.sendFile(id, "reports/may b.txt", "apples").statusCode(200);
        project.sendFile(id, "reports/june.txt", "pears").statusCode(200);
        String template = post(session, "{'jsonrpc':'2.0','id':1,'method':'resources/templates/list'}")
                .body("result.resourceTemplates.title", contains("File of this session"))
                .extract()
                .path("result.resourceTemplates[0].uriTemplate");
        assertThat(template).isEqualTo("patchbay:///files/{+path}");
        var ref = "{'type':'ref/resource','uri':'" + template + "'}";
        post(session, completion(ref, "path", "reports/"))
                .body("result.completion.values", contains("reports/june.txt", "reports/may b.txt"));
        post(session, completion(ref, "path", "reports/m"))
                .body("result.completion.values", contains("reports/may b.txt"));
        post(session(), completion(ref, "path", "reports/")).body("result.completion.values", empty());
        for (var none : new String[] {"reports/%", "\\u0000", "reports/_"}) {
            post(session, completion(ref, "path", none)).statusCode(200).body("result.completion.total", equalTo(0));
        }
        post(session, completion("{'type':'ref/resource','uri':'file:///{x}'}", "path", ""))
                .body("error.code", equalTo(-32602));
        post(session, "{'jsonrpc':'2.0','id':1,'method':'resources/list'}")
                .body("result.resources.find { it.name == 'reports/may b.txt' }.title", equalTo("may b.txt"))
                .body("result.resources.description", everyItem(startsWith("File of this session; there until 20")));
        post(
                        session,
                        "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'%s'}}"
                                .formatted(template.replace("{+path}", "reports/may%20b.txt")))
                .body("result.contents[0].text", equalTo("apples"));
    }

    @Test
    void ofManyFilesAHundredAreGivenAndHowManyThereAre() throws IOException {
        var session = session();
        var folder = new SessionFolder(session.getString("session_id"), "ada");
        var tenant = new TenantId(project.tenant());
        for (var number = 0; number < 102; number++) {
            var place = folder.at(new FilePath("many/%03d.txt".formatted(number)));
            var file = files.create(tenant, NewFile.in(place, "n.txt", "text/plain", Duration.ofHours(1)));
            files.receive(tenant, file.id(), new ByteArrayInputStream(new byte[1]), 1);
        }
        post(session, completion("{'type':'ref/resource','uri':'patchbay:///files/{+path}'}", "path", "many/"))
                .body("result.completion.values", hasSize(100))
                .body("result.completion.total", equalTo(102))
                .body("result.completion.hasMore", is(true));
        String next = post(session, "{'jsonrpc':'2.0','id':1,'method':'resources/list'}")
                .body("result.resources", hasSize(100))
                .extract()
                .path("result.nextCursor");
        post(session, "{'jsonrpc':'2.0','id':1,'method':'resources/list','params':{'cursor':'%s'}}".formatted(next))
                .body("result.resources.name", contains("many/100.txt", "many/101.txt"))
                .body("result.nextCursor", nullValue());
    }

    @Test
    void theAddressAloneOpensNothing() {
        var session = session();
        for (var method : new String[] {"GET", "POST", "DELETE"}) {
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .request(method, session.getString("mcp.url"))
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer "));
        }
    }

    @Test
    void aTokenOpensItsOwnSessionOnly() {
        var one = session();
        var other = session();
        given().header("Authorization", "Bearer " + one.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(other.getString("mcp.url"))
                .then()
                .statusCode(404); // as if there were no such session (R20)
    }

    @Test
    void aTokenIsNoKeyForTheApi() {
        given().header("Authorization", "Bearer " + session().getString("mcp.bearer_token"))
                .get("/api/v3.1/toolkits")
                .then()
                .statusCode(401);
    }

    @Test
    void aTokenInTheQueryIsNotACredential() {
        var session = session();
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(session.getString("mcp.url") + "?access_token=" + session.getString("mcp.bearer_token"))
                .then()
                .statusCode(401);
    }

    @Test
    void theProjectsKeyOpensItsSessionsAndNobodyElses() {
        var url = session().getString("mcp.url");
        var ping = json("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        project.request().body(ping).post(url).then().statusCode(200);
        projects.create().request().body(ping).post(url).then().statusCode(404);
    }

    @Test
    void aRevokedTokenStopsAtOnceAndANewOneWorks() {
        var session = session();
        var id = session.getString("session_id");
        project.delete("/tool_router/session/" + id + "/tokens").statusCode(200);
        post(session, "{'jsonrpc':'2.0','id':1,'method':'ping'}").statusCode(401);
        String fresh = project.post("/tool_router/session/" + id + "/tokens", "{}")
                .statusCode(201)
                .extract()
                .path("token");
        given().header("Authorization", "Bearer " + fresh)
                .contentType(ContentType.JSON)
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200);
    }

    @Test
    void aDeletedSessionIsGoneForItsToken() {
        var session = session();
        project.delete("/tool_router/session/" + session.getString("session_id"))
                .statusCode(200);
        post(session, "{'jsonrpc':'2.0','id':1,'method':'ping'}").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1:1"})
    void aForeignOriginIsRefused(String origin) {
        var session = session();
        request(session)
                .header("Origin", origin)
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(403);
    }

    @Test
    void ourOwnOriginIsAccepted() {
        var session = session();
        var url = session.getString("mcp.url");
        request(session)
                .header("Origin", url.substring(0, url.indexOf("/tool_router")))
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(url)
                .then()
                .statusCode(200);
    }

    @Test
    void aForeignHostIsRefused() {
        var session = session();
        request(session)
                .header("Host", "rebound.example")
                .body(json("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(403);
    }

    @Test
    void anotherContentTypeIsRefused() {
        var session = session();
        given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType("text/plain")
                .body("{}")
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(415);
    }

    @Test
    void noCredentialAppearsInWhatCallersSee() {
        project.connectScale("ada");
        var id = project.session("ada", "scale_ai").getString("session_id");
        for (var path : new String[] {"/connected_accounts", "/auth_configs", "/tool_router/session/" + id}) {
            project.get(path).statusCode(200).body(not(containsString(Project.SCALE_KEY)));
        }
        project.get("/connected_accounts").body("items.state.val.api_key", hasItem("…d_01"));
    }

    private JsonPath session() {
        return project.session("ada", "scale_ai");
    }

    private static RequestSpecification request(JsonPath session) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream");
    }

    private static ValidatableResponse post(JsonPath session, String body) {
        return request(session)
                .body(json(body))
                .post(session.getString("mcp.url"))
                .then();
    }

    private static String prompt(String name, String arguments) {
        return "{'jsonrpc':'2.0','id':1,'method':'prompts/get','params':{'name':'%s','arguments':%s}}"
                .formatted(name, arguments);
    }

    private static String completion(String ref, String argument, String begun) {
        return "{'jsonrpc':'2.0','id':1,'method':'completion/complete','params':{'ref':%s,'argument':{'name':'%s','value':'%s'}}}"
                .formatted(ref, argument, begun);
    }

    private static String call(String tool, String arguments) {
        return "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'%s','arguments':%s}}"
                .formatted(tool, arguments);
    }

    private static JsonPath requests() {
        var scale = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return get(scale + "/__sim/requests").jsonPath();
    }
}
