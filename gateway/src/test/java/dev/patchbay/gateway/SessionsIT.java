package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.ContentType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over the wire contract (sections 4 and 5). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SessionsIT {
    private final Projects projects;
    private final Releases releases;
    private Project project = new Project("");

    SessionsIT(Projects projects, Releases releases) {
        this.projects = projects;
        this.releases = releases;
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
                .body("tool_router_tools[0]", equalTo("COMPOSIO_SEARCH_TOOLS"))
                .body("tool_router_tools", not(hasItem(startsWith("BACKENDLESS_"))))
                .body("warnings.code", contains("PRELOAD_TOOLS_HIGH_CONTEXT_USAGE"))
                .body("config.user_id", equalTo("ada"))
                .body("config.toolkits.enabled", contains("scale_ai"))
                .body("config.toolkits", aMapWithSize(1))
                .body("config.preload.tools", equalTo("all"))
                .body("config.search", aMapWithSize(0))
                .body("config.execute", aMapWithSize(0))
                .body("config_version", equalTo(1));
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
        project.post("/tool_router/session", """
                        {'user_id':'ada','manage_connections':{'enable':false},'workbench':{'enable':false},
                         'search':{'enable':false},'execute':{'enable_multi_execute':false}}""")
                .statusCode(201)
                .body("tool_router_tools", empty())
                .body("warnings.code", contains("NO_TOOLS_LISTED"));
    }

    @Test
    void aSessionOfItsOwnAccordListsTheRoutersToolsOnly() {
        project.post("/tool_router/session", "{'user_id':'ada'}")
                .statusCode(201)
                .body("warnings", nullValue())
                .body(
                        "tool_router_tools",
                        contains(
                                "COMPOSIO_SEARCH_TOOLS",
                                "COMPOSIO_GET_TOOL_SCHEMAS",
                                "COMPOSIO_MULTI_EXECUTE_TOOL",
                                "COMPOSIO_MANAGE_CONNECTIONS",
                                "PATCHBAY_READ_RESULT"));
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
    void anotherUsersAccountCannotBePinned() {
        var account = project.connectScale("ada");
        var pin = "'connected_accounts':{'scale_ai':['" + account + "']}}";
        project.post("/tool_router/session", "{'user_id':'ada'," + pin).statusCode(201);
        project.post("/tool_router/session", "{'user_id':'bob'," + pin)
                .statusCode(400)
                .body("error.message", containsString("connected_accounts.scale_ai"));
    }

    @Test
    void theOlderGenerationKnowsOnePinnedAccountAsAText() {
        var account = project.connectScale("ada");
        String id = project.request()
                .body(Project.json("{'user_id':'ada','connected_accounts':{'scale_ai':'" + account + "'}}"))
                .post("/api/v3/tool_router/session")
                .then()
                .statusCode(201)
                .body("config.connected_accounts.scale_ai", equalTo(account))
                .extract()
                .path("session_id");
        var path = "/tool_router/session/" + id;
        for (var place : List.of("", "/config_history")) {
            var config = place.isEmpty() ? "config" : "items[0].config";
            project.request()
                    .get("/api/v3" + path + place)
                    .then()
                    .body(config + ".connected_accounts.scale_ai", equalTo(account));
            project.get(path + place).body(config + ".connected_accounts.scale_ai", contains(account));
        }
        var second = project.connectScale("ada");
        project.patch(
                        path,
                        "{'multi_account':{'enable':true},'connected_accounts':{'scale_ai':['" + account + "','"
                                + second + "']}}")
                .statusCode(200);
        project.request()
                .get("/api/v3" + path)
                .then()
                .body("config.connected_accounts.scale_ai", contains(account, second));
    }

    @Test
    void aRestrictedToolIs400WithTheContractsWords() {
        var id = project.session("ada", "backendless").getString("session_id");
        project.post("/tool_router/session/" + id + "/execute", "{'tool_slug':'SCALE_AI_LIST_BATCHES'}")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction]"));
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

    @ParameterizedTest
    @ValueSource(strings = {"1e99", "1e-99", "-123456789012345678901234567890.5"})
    void aNumberThatWasTakenCanBeReadAgain(String number) {
        String id = project.post("/tool_router/session", "{'user_id':'ada','experimental':{'x':" + number + "}}")
                .statusCode(201)
                .extract()
                .path("session_id");
        project.get("/tool_router/session/" + id).statusCode(200);
    }

    /** A release may drop a tool that a session names. What the rules then admit would be a guess. */
    @Test
    void aSessionWhoseRulesNameADroppedToolRunsNothingSaysWhichAndCanBeMended() {
        project.connectScale("ada");
        var session = project.post(
                        "/tool_router/session",
                        "{'user_id':'ada','toolkits':{'enable':['scale_ai']},'preload':{'tools':['SCALE_AI_GET_BATCH']}}")
                .extract()
                .jsonPath();
        var id = session.getString("session_id");
        releases.drop("SCALE_AI_GET_BATCH", "SCALE_AI_GET_OLD_BATCH", id);
        var path = "/tool_router/session/" + id;

        for (var answer : List.of(
                project.get(path),
                project.get(path + "/tools"),
                project.post(path + "/execute", "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}"))) {
            answer.statusCode(400)
                    .body("error.slug", equalTo("Session_RulesOutdated"))
                    .body("error.message", startsWith("[Session Restriction]"))
                    .body("error.message", containsString("SCALE_AI_GET_OLD_BATCH"))
                    .body("error.suggested_fix", containsString("PATCH"));
        }
        for (var method : List.of("tools/list", "tools/call")) {
            given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                    .contentType(ContentType.JSON)
                    .accept("application/json, text/event-stream")
                    .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method
                            + "\",\"params\":{\"name\":\"SCALE_AI_LIST_BATCHES\"}}")
                    .post(session.getString("mcp.url"))
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("SCALE_AI_GET_OLD_BATCH"));
        }
        projects.create().get(path).statusCode(404);
        project.patch(path, "{'tags':['readOnlyHint']}").statusCode(400);
        project.patch(path, "{'preload':{'tools':['SCALE_AI_GET_TASK']}}")
                .statusCode(200)
                .body("tool_router_tools", hasItem("SCALE_AI_GET_TASK"));
        project.get(path).statusCode(200);

        String other = project.post(
                        "/tool_router/session", "{'user_id':'ada','preload':{'tools':['SCALE_AI_GET_TASK']}}")
                .extract()
                .path("session_id");
        releases.drop("SCALE_AI_GET_TASK", "SCALE_AI_GET_OLD_TASK", other);
        project.delete("/tool_router/session/" + other).statusCode(200);
    }

    private static org.hamcrest.Matcher<String> matches(String pattern) {
        return org.hamcrest.Matchers.matchesPattern(pattern);
    }
}
