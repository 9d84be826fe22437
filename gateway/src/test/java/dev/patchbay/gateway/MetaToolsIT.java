package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The router's own tools, as an agent uses them over each of the ways in, with the simulators behind. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class MetaToolsIT {
    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");

    MetaToolsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aRouterSession() {
        project = projects.create();
        session = router("");
    }

    private JsonPath router(String rules) {
        return project.post("/tool_router/session", "{'user_id':'ada'" + rules + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The ways by which a meta tool can be called. */
    enum Way {
        MCP,
        EXECUTE,
        EXECUTE_META,
        PLAIN
    }

    /** The tool's data; it must succeed. */
    private JsonPath call(Way way, String tool, String arguments) {
        var path = "/tool_router/session/" + session.getString("session_id");
        var answer = switch (way) {
            case MCP -> mcp(tool, arguments);
            case EXECUTE ->
                project.post(path + "/execute", "{'tool_slug':'" + tool + "','arguments':" + arguments + "}")
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            case EXECUTE_META ->
                project.post(path + "/execute_meta", "{'slug':'" + tool + "','arguments':" + arguments + "}")
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            case PLAIN ->
                project.post(
                                "/tools/execute/" + tool,
                                "{'user_id':'ada','version':'latest','arguments':" + arguments + "}")
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        };
        assertThat(answer.getString("error")).isNull();
        assertThat(answer.getString("log_id")).startsWith("log_");
        return answer.setRootPath("data");
    }

    private JsonPath mcp(String tool, String arguments) {
        var result = given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(json("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'" + tool + "','arguments':"
                        + arguments + "}}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return JsonPath.from(result.getString("result.content[0].text"));
    }

    private JsonPath call(String tool, String arguments) {
        return call(Way.MCP, tool, arguments);
    }

    @ParameterizedTest
    @EnumSource
    void aSearchSaysWhichToolsHowToCallThemAndWhatIsConnected(Way way) {
        project.connectScale("ada");
        var found = call(
                way,
                "COMPOSIO_SEARCH_TOOLS",
                "{'queries':[{'use_case':'create a batch'},{'use_case':'reset a counter'}]}");
        assertThat(found.getBoolean("success")).isTrue();
        assertThat(found.getList("results.index", Integer.class)).containsExactly(1, 2);
        assertThat(found.getString("results[0].primary_tool_slugs[0]")).isEqualTo("SCALE_AI_CREATE_BATCH");
        assertThat(found.getString("results[1].primary_tool_slugs[0]")).isEqualTo("BACKENDLESS_RESET_COUNTER");
        assertThat(found.getString("tool_schemas.SCALE_AI_CREATE_BATCH.input_schema.type"))
                .isEqualTo("object");
        assertThat(found.getBoolean("tool_schemas.SCALE_AI_CREATE_BATCH.hasFullSchema"))
                .isTrue();
        assertThat(found.getBoolean(status("scale_ai") + ".has_active_connection"))
                .isTrue();
        assertThat(found.getString(status("backendless") + ".status_message")).contains("COMPOSIO_MANAGE_CONNECTIONS");
        assertThat(found.getString("session.id")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(found.getString("time_info.current_time_utc")).endsWith("Z");
        assertThat(found.getList("next_steps_guidance")).isNotEmpty();
    }

    @Test
    void aSearchTellsTheTrapsOfWhatItFinds() {
        var found = call("COMPOSIO_SEARCH_TOOLS", "{'queries':[{'use_case':'get one task by its id'}]}");
        assertThat(found.getString("results[0].primary_tool_slugs[0]")).isEqualTo("SCALE_AI_GET_V1_TASK");
        assertThat(found.getList("results[0].known_pitfalls", String.class))
                .contains("A unique_id is not a task id; search for it with SCALE_AI_LIST_TASKS.");
    }

    private static String status(String toolkit) {
        return "toolkit_connection_statuses.find { it.toolkit == '" + toolkit + "' }";
    }

    @Test
    void toolsBeyondTheBestAreReferencesThatGetToolSchemasFollows() {
        var found = call("COMPOSIO_SEARCH_TOOLS", "{'queries':[{'use_case':'create a batch'}]}");
        var reference =
                found.getList("results[0].related_tool_slugs", String.class).getFirst();
        assertThat(found.getBoolean("tool_schemas." + reference + ".hasFullSchema"))
                .isFalse();
        assertThat(found.getString("tool_schemas." + reference + ".schemaRef.tool"))
                .isEqualTo("COMPOSIO_GET_TOOL_SCHEMAS");
        var slugs = found.getList("tool_schemas." + reference + ".schemaRef.args.tool_slugs", String.class);
        var schemas = call("COMPOSIO_GET_TOOL_SCHEMAS", "{'tool_slugs':['" + String.join("','", slugs) + "']}");
        assertThat(schemas.getString("tool_schemas." + reference + ".input_schema.type"))
                .isEqualTo("object");
        assertThat(schemas.getMap("tool_schemas." + reference)).doesNotContainKey("output_schema");
    }

    @Test
    void aSlugThatDoesNotExistComesWithThoseThatAreNear() {
        var schemas = call(
                "COMPOSIO_GET_TOOL_SCHEMAS",
                "{'tool_slugs':['SCALE_AI_CREAT_BATCH','SCALE_AI_GET_BATCH'],'include':['output_schema']}");
        assertThat(schemas.getBoolean("success")).isFalse();
        assertThat(schemas.getList("not_found", String.class)).containsExactly("SCALE_AI_CREAT_BATCH");
        assertThat(schemas.getList("suggestions.SCALE_AI_CREAT_BATCH", String.class))
                .startsWith("SCALE_AI_CREATE_BATCH")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(schemas.getMap("tool_schemas.SCALE_AI_GET_BATCH"))
                .containsKey("output_schema")
                .doesNotContainKey("input_schema");
    }

    @ParameterizedTest
    @EnumSource
    void fiftyCallsKeepTheirOrderAndEachItsOutcome(Way way) {
        project.connectScale("ada");
        var items = IntStream.range(0, 50)
                .mapToObj(n -> n % 5 == 4
                        ? "{'tool_slug':'SCALE_AI_GET_TASK','arguments':{'task_id':'absent" + n + "'}}"
                        : "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':" + (n % 5 + 1) + "}}")
                .collect(Collectors.joining(","));
        var run = call(way, "COMPOSIO_MULTI_EXECUTE_TOOL", "{'tools':[" + items + "]}");
        assertThat(run.getInt("total_count")).isEqualTo(50);
        assertThat(run.getInt("success_count")).isEqualTo(40);
        assertThat(run.getInt("error_count")).isEqualTo(10);
        assertThat(run.getList("results.index", Integer.class))
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
        for (var n = 0; n < 50; n++) {
            var result = "results[" + n + "]";
            assertThat(run.getString(result + ".response.log_id")).startsWith("log_");
            assertThat(run.getBoolean(result + ".response.successful")).isEqualTo(n % 5 != 4);
            assertThat(run.getString(result + ".error") == null).isEqualTo(n % 5 != 4);
            assertThat(run.getString(result + ".tool_slug"))
                    .isEqualTo(n % 5 == 4 ? "SCALE_AI_GET_TASK" : "SCALE_AI_LIST_BATCHES");
        }
    }

    @Test
    void whatCouldNotBeAttemptedHasNoResponseAndItsErrorTeaches() {
        project.connectScale("ada");
        var run = call("COMPOSIO_MULTI_EXECUTE_TOOL", """
                {'tools':[
                  {'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':'{\\"limit\\":1}'},
                  {'tool_slug':'SCALE_AI_LIST_BATCHS','arguments':{}},
                  {'tool_slug':'SCALE_AI_CREATE_BATCH','arguments':{'project':7}},
                  {'tool_slug':'BACKENDLESS_GET_COUNTER_VALUE','arguments':{'counter_name':'visits'}},
                  {'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{},'account':'nobody'}],
                 'session_id':'abcd','thought':'why not','memory':{}}""".replace('\n', ' '));
        assertThat(run.getList("results.error", String.class).get(0)).isNull();
        assertThat(run.getList("results.response").subList(1, 5)).containsOnlyNulls();
        var errors = run.getList("results.error", String.class);
        assertThat(errors.get(1)).contains("Did you mean SCALE_AI_LIST_BATCHES");
        assertThat(errors.get(2))
                .contains("project: ", "nothing was sent")
                .endsWith("Example: {\"project\":\"<project name>\",\"name\":\"<name>\"}");
        assertThat(errors.get(3)).contains("No connected account found for toolkit backendless");
        assertThat(errors.get(4)).contains("no connected account \"nobody\"");
        assertThat(run.getString("session.id")).isEqualTo("abcd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    COMPOSIO_SEARCH_TOOLS        | {}                                       | queries: missing
                    COMPOSIO_SEARCH_TOOLS        | {'queries':[]}                           | queries: must be a list of 1 to 20 objects
                    COMPOSIO_SEARCH_TOOLS        | {'queries':[{'use_case':' '}]}           | queries[0].use_case: must have 1 to 1024
                    COMPOSIO_SEARCH_TOOLS        | {'query':'a batch'}                      | query: unknown; known here are queries
                    COMPOSIO_GET_TOOL_SCHEMAS    | {'tool_slugs':[]}                        | tool_slugs: must name 1 to 50
                    COMPOSIO_GET_TOOL_SCHEMAS    | {'tool_slugs':['X'],'include':['all']}   | include: may hold input_schema and output_schema
                    COMPOSIO_MULTI_EXECUTE_TOOL  | {}                                       | tools: missing
                    COMPOSIO_MULTI_EXECUTE_TOOL  | {'tools':[{'arguments':{}}]}             | tools[0].tool_slug: missing
                    COMPOSIO_MULTI_EXECUTE_TOOL  | {'tools':[{'tool_slug':'X','arguments':[]}]} | tools[0].arguments: must be an object
                    COMPOSIO_MULTI_EXECUTE_TOOL  | {'tools':[{'tool_slug':'COMPOSIO_SEARCH_TOOLS','arguments':{}}]} | call it directly
                    COMPOSIO_MANAGE_CONNECTIONS  | {'toolkits':'scale_ai'}                  | toolkits: must be a list
                    COMPOSIO_MANAGE_CONNECTIONS  | {'toolkits':[]}                          | toolkits: must name 1 to 20
                    """)
    void wrongArgumentsAreNamedWithWhatWouldBeRight(String tool, String arguments, String problem) {
        project.post(
                        "/tool_router/session/" + session.getString("session_id") + "/execute",
                        "{'tool_slug':'" + tool + "','arguments':" + arguments + "}")
                .statusCode(400)
                .body("error.message", containsString("do not fit " + tool))
                .body("error.message", containsString(problem))
                .body("error.suggested_fix", containsString(" Example: {\""));
        assertThat(mcp(tool, arguments).getString("error")).contains(problem, " Example: {\"");
    }

    @Test
    void anExampleKeepsWhatWasRightAndNothingSecretOrLong() {
        project.post("/tools/execute/SCALE_AI_CREATE_BATCH", "{'user_id':'ada','arguments':{'project':7,'name':'May'}}")
                .statusCode(400)
                .body("error.suggested_fix", endsWith(" Example: {\"project\":\"<project name>\",\"name\":\"May\"}"));
        project.post(
                        "/tools/execute/SCALE_AI_CREATE_BATCH",
                        "{'user_id':'ada','arguments':{'project':7,'name':'" + "long".repeat(300) + "'}}")
                .statusCode(400)
                .body(
                        "error.suggested_fix",
                        endsWith(" Example: {\"project\":\"<project name>\",\"name\":\"<name>\"}"));
        assertThat(mcp(
                                "BACKENDLESS_USER_CHANGE_PASSWORD",
                                "{'user_id':7,'password':'not to be said','user-token':'nor this'}")
                        .getString("error"))
                .contains("\"password\":\"<password>\"", "\"user_token\":\"<")
                .doesNotContain("not to be said", "nor this");
        assertThat(mcp(
                                "COMPOSIO_MULTI_EXECUTE_TOOL",
                                "{'tools':[{'tool_slug':'BACKENDLESS_USER_LOGIN','arguments':{'password':'nor that'}}],'x':1}")
                        .getString("error"))
                .contains("x: unknown", " Example: {\"tools\":[{\"tool_slug\":\"<tool slug>\",\"arguments\":{}}]}")
                .doesNotContain("nor that");
    }

    @Test
    void fiftyOneCallsAreTooMany() {
        var items = IntStream.range(0, 51)
                .mapToObj(n -> "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}")
                .collect(Collectors.joining(","));
        assertThat(mcp("COMPOSIO_MULTI_EXECUTE_TOOL", "{'tools':[" + items + "]}")
                        .getString("error"))
                .contains("tools: must be a list of 1 to 50 objects");
    }

    @Test
    void metaToolsAreDescribedOnThePlainRoutesToo() {
        project.get("/tools/COMPOSIO_SEARCH_TOOLS?toolkit_versions=latest")
                .statusCode(200)
                .body("slug", equalTo("COMPOSIO_SEARCH_TOOLS"))
                .body("toolkit.slug", equalTo("COMPOSIO"))
                .body("input_parameters.required", equalTo(List.of("queries")));
    }

    @Test
    void theSdksSearchIsTheSameSearch() {
        var path = "/tool_router/session/" + session.getString("session_id") + "/search";
        var found = project.post(path, "{'queries':[{'use_case':'batch'}],'toolkits':['backendless'],'model':'any'}")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(found.getMap(""))
                .containsKeys(
                        "success",
                        "error",
                        "results",
                        "tool_schemas",
                        "toolkit_connection_statuses",
                        "next_steps_guidance",
                        "session",
                        "time_info");
        assertThat(found.getList("results[0].toolkits", String.class)).doesNotContain("scale_ai");
        project.post(path, "{'queries':[]}").statusCode(400);
        project.post(path, "{'queries':[{'use_case':'x'}],'toolkits':['no_such']}")
                .statusCode(400)
                .body("error.message", containsString("there are backendless, scale_ai"));
    }

    @Test
    void aConnectedToolkitNeedsNoLink() {
        var account = project.connectScale("ada");
        var managed = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai','no_such']}");
        assertThat(managed.getString("results.scale_ai.status")).isEqualTo("active");
        assertThat(managed.getString("results.scale_ai.connected_account_id")).isEqualTo(account);
        assertThat(managed.getString("results.no_such.status")).isEqualTo("failed");
        assertThat(managed.getString("results.no_such.error_message")).contains("can use backendless, scale_ai");
        assertThat(managed.getInt("summary.active_connections")).isOne();
        assertThat(managed.getInt("summary.failed_connections")).isOne();
    }

    @Test
    void aToolkitOutsideTheSessionIsNotConnected() {
        session = router(",'toolkits':{'enable':['scale_ai']}");
        var managed = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['backendless']}");
        assertThat(managed.getString("results.backendless.status")).isEqualTo("failed");
        assertThat(managed.getString("results.backendless.error_message"))
                .startsWith("[Session Restriction] toolkit backendless");
    }

    @Test
    void waitingEndsAtOnceWhereNothingWasBegun() {
        session = router(",'manage_connections':{'enable_wait_for_connections':true}");
        project.connectScale("ada");
        var waited = call("COMPOSIO_WAIT_FOR_CONNECTIONS", "{'toolkits':['scale_ai','backendless'],'mode':'all'}");
        assertThat(waited.getString("results.scale_ai.status")).isEqualTo("ACTIVE");
        assertThat(waited.getString("results.backendless.status")).isEqualTo("NOT_FOUND");
    }

    @Test
    void whoIsNotConnectedGetsALinkAndTheSameOneUntilItIsUsed() {
        var managed = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai']}");
        var link = managed.getString("results.scale_ai.redirect_url");
        var account = managed.getString("results.scale_ai.connected_account_id");
        assertThat(managed.getString("results.scale_ai.status")).isEqualTo("initiated");
        assertThat(managed.getString("results.scale_ai.instruction")).contains("(" + link + ")");
        assertThat(managed.getInt("summary.initiated_connections")).isOne();
        project.get("/connected_accounts/" + account).statusCode(200).body("status", equalTo("INITIATED"));
        given().get(link).then().statusCode(200).body(containsString("Scale AI"));

        var again = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai']}");
        assertThat(again.getString("results.scale_ai.redirect_url")).isEqualTo(link);
        var fresh = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai'],'reinitiate_all':true}");
        assertThat(fresh.getString("results.scale_ai.redirect_url")).isNotEqualTo(link);
        // Another session of the same user, and another project, have links of their own.
        session = router("");
        assertThat(call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai']}")
                        .getString("results.scale_ai.redirect_url"))
                .isNotIn(link, fresh.getString("results.scale_ai.redirect_url"));
    }

    @Test
    void aCallThatMissesAConnectionNamesTheLinkAndTheTool() {
        var error = mcp("SCALE_AI_LIST_BATCHES", "{}").getString("error");
        assertThat(error)
                .startsWith("No connected account found for toolkit scale_ai")
                .contains("[Connect Scale AI](http://localhost:", "/link/", "COMPOSIO_MANAGE_CONNECTIONS");
        var batch =
                call("COMPOSIO_MULTI_EXECUTE_TOOL", "{'tools':[{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}]}");
        assertThat(batch.getString("results[0].error"))
                .contains(error.substring(error.indexOf("[Connect"), error.indexOf(')')));
        assertThat(project.get("/connected_accounts?user_ids=ada")
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .as("one account was begun, not one for each call")
                .hasSize(1);
    }

    @Test
    void aSessionThatManagesNoConnectionsGivesNoLinks() {
        session = router(",'manage_connections':{'enable':false}");
        assertThat(mcp("SCALE_AI_LIST_BATCHES", "{}").getString("error"))
                .startsWith("No connected account found for toolkit scale_ai")
                .doesNotContain("/link/", "COMPOSIO_MANAGE_CONNECTIONS");
        assertThat(project.get("/connected_accounts?user_ids=ada")
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .isEmpty();
    }

    @Test
    void aBackendThatCallsWithoutASessionBeginsNoAccounts() {
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803));
        assertThat(project.get("/connected_accounts?user_ids=ada")
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .isEmpty();
    }

    @Test
    void waitingSeesTheConnectionThatIsMadeMeanwhile() throws Exception {
        session = router(",'manage_connections':{'enable_wait_for_connections':true}");
        var link = call("COMPOSIO_MANAGE_CONNECTIONS", "{'toolkits':['scale_ai']}")
                .getString("results.scale_ai.redirect_url");
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> call("COMPOSIO_WAIT_FOR_CONNECTIONS", "{'toolkits':['scale_ai']}"));
        Thread.sleep(1500);
        assertThat(waiting).isNotDone();
        var page = new ConnectPage(link);
        page.open();
        page.type("api_key", Project.SCALE_KEY).then().statusCode(200);
        var waited = waiting.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(waited.getString("results.scale_ai.status")).isEqualTo("ACTIVE");
        assertThat(mcp("SCALE_AI_LIST_BATCHES", "{'limit':1}").getString("error"))
                .isNull();
    }

    @Test
    void aKeyThatMayOnlyRunToolsMakesNoLinks() {
        var limited = projects.limited(project, "tool_execution:write");
        var arguments = "'arguments':{'toolkits':['scale_ai']}}";
        limited.post("/tools/execute/COMPOSIO_MANAGE_CONNECTIONS", "{'user_id':'ada'," + arguments)
                .statusCode(403);
        var path = "/tool_router/session/" + session.getString("session_id") + "/execute";
        limited.post(path, "{'tool_slug':'COMPOSIO_MANAGE_CONNECTIONS'," + arguments)
                .statusCode(403);
        limited.post(path, "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}")
                .statusCode(400)
                .body("error.suggested_fix", not(containsString("/link/")));
        assertThat(project.get("/connected_accounts?user_ids=ada")
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .isEmpty();
        projects.limited(project, "tool_execution:write", "connected_accounts:write")
                .post("/tools/execute/COMPOSIO_MANAGE_CONNECTIONS", "{'user_id':'ada'," + arguments)
                .statusCode(200)
                .body("data.results.scale_ai.status", equalTo("initiated"));
    }

    @Test
    void callsOfABatchThatCannotBeRecordedAreNotMadeAndSaySo() throws Exception {
        project.connectScale("ada");
        call("SCALE_AI_LIST_BATCHES", "{'limit':1}"); // everything but the record is known
        AuditLog.asOwner(project.tenant(), "ALTER TABLE tool_execution RENAME TO broken");
        try {
            var run = call("COMPOSIO_MULTI_EXECUTE_TOOL", """
                    {'tools':[{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}},{'tool_slug':'NO_SUCH_TOOL','arguments':{}}]}""");
            assertThat(run.getInt("error_count")).isEqualTo(2);
            assertThat(run.getString("results[0].error")).contains("database could not be reached. Nothing was sent");
            assertThat(run.getString("results[1].error")).contains("There is no tool");
        } finally {
            AuditLog.asOwner(project.tenant(), "ALTER TABLE broken RENAME TO tool_execution");
        }
    }

    @Test
    void manyCallsThatMissTheSameConnectionBeginOneAccount() {
        var items = IntStream.range(0, 20)
                .mapToObj(n -> "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}")
                .collect(Collectors.joining(","));
        var run = call("COMPOSIO_MULTI_EXECUTE_TOOL", "{'tools':[" + items + "]}");
        assertThat(run.getInt("error_count")).isEqualTo(20);
        assertThat(project.get("/connected_accounts?user_ids=ada")
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .hasSize(1);
    }
}
