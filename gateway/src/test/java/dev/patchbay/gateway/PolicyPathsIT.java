package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.get;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One restriction, every way a tool can be listed, described or run (R61): the same words everywhere, and nothing sent. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class PolicyPathsIT {
    /**
     * The routes that this test knows. A route under these prefixes that is not here, such as a proxy, needs a line here and its path through {@link #aRestrictionHoldsOnEveryPath}.
     */
    private static final Set<String> KNOWN = Set.of(
            // Of a session: its rules and those of auth configs hold.
            "POST /api/v3.1/tool_router/session",
            "GET /api/v3.1/tool_router/session/{session}",
            "PATCH /api/v3.1/tool_router/session/{session}",
            "GET /api/v3.1/tool_router/session/{session}/tools",
            "POST /api/v3.1/tool_router/session/{session}/execute",
            "POST /api/v3.1/tool_router/session/{session}/execute_meta",
            "POST /api/v3.1/tool_router/session/{session}/search",
            "POST /api/v3.1/tool_router/session/{session}/attach",
            "POST /tool_router/{session}/mcp",
            // Without one: the rules of auth configs hold.
            "POST /api/v3.1/tools/execute/{slug}",
            // A request of one's own instead of a tool: shut where it could do what the rules exclude, see ProxyIT and
            // the end of aRestrictionHoldsOnEveryPath.
            "POST /api/v3.1/tool_router/session/{session}/proxy_execute",
            "POST /api/v3.1/tools/execute/proxy",
            // The catalogue, the same for everybody.
            "GET /api/v3.1/tools",
            "GET /api/v3.1/tools/enum",
            "GET /api/v3.1/tools/{slug}",
            "POST /api/v3.1/tools/scopes/required",
            // Its toolkit list holds, see ConnectLinksRestIT and SessionToolkitsIT.
            "POST /api/v3.1/tool_router/session/{session}/link",
            "GET /api/v3.1/tool_router/session/{session}/toolkits",
            // No tools in them.
            "GET /api/v3.1/tool_router/session/{session}/config_history",
            "GET /api/v3.1/tool_router/session/{session}/mounts/{mount}/items",
            "POST /api/v3.1/tool_router/session/{session}/mounts/{mount}/upload_url",
            "POST /api/v3.1/tool_router/session/{session}/mounts/{mount}/download_url",
            "POST /api/v3.1/tool_router/session/{session}/mounts/{mount}/delete",
            "DELETE /api/v3.1/tool_router/session/{session}",
            "POST /api/v3.1/tool_router/session/{session}/tokens",
            "DELETE /api/v3.1/tool_router/session/{session}/tokens",
            "GET /tool_router/{session}/mcp",
            "DELETE /tool_router/{session}/mcp");

    private static final String ADMITTED = "SCALE_AI_LIST_BATCHES";

    private final Projects projects;
    private Project project = new Project("");

    PolicyPathsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    /**
     * @param settings members of the auth config that ada's account is connected under
     * @param rules of the session; CONFIG and ACCOUNT stand for ada's
     * @param tool that they exclude
     * @param because occurs in the refusal, beside the rule's place
     */
    record Restriction(String name, String settings, String rules, String tool, String because) {
        /** Whether the session's own rules say so, so that a call without a session is free. */
        boolean ofSession() {
            return settings.isEmpty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Restriction> restrictions() {
        var scale = "'toolkits':{'enable':['scale_ai']},'preload':{'tools':'all'}";
        var lists =
                "'tool_access_config':{'tools_available_for_execution':['SCALE_AI_LIST_BATCHES','SCALE_AI_GET_TASK']}";
        return Stream.of(
                new Restriction(
                        "a tool list",
                        "",
                        scale + ",'tools':{'scale_ai':{'enable':['SCALE_AI_LIST_BATCHES']}}",
                        "SCALE_AI_GET_BATCH",
                        "(tools.scale_ai)"),
                new Restriction(
                        "a tool that is switched off",
                        "",
                        scale + ",'tools':{'scale_ai':{'disable':['SCALE_AI_GET_BATCH']}}",
                        "SCALE_AI_GET_BATCH",
                        "(tools.scale_ai)"),
                new Restriction(
                        "a read-only session",
                        "",
                        scale + ",'tags':['readOnlyHint']",
                        "SCALE_AI_CREATE_BATCH",
                        "(tags)"),
                new Restriction(
                        "a session that destroys nothing",
                        "",
                        scale + ",'tags':{'disable':['destructiveHint']}",
                        "SCALE_AI_DELETE_TASK_TAGS",
                        "(tags)"),
                new Restriction(
                        "a read-only toolkit",
                        "",
                        scale + ",'tools':{'scale_ai':{'tags':['readOnlyHint']}}",
                        "SCALE_AI_CREATE_BATCH",
                        "(tools.scale_ai.tags)"),
                new Restriction("a toolkit list", "", scale, "BACKENDLESS_GET_COUNTER_VALUE", "(toolkits)"),
                new Restriction(
                        "a toolkit that is switched off",
                        "",
                        "'toolkits':{'disable':['backendless']},'preload':{'tools':['SCALE_AI_LIST_BATCHES']}",
                        "BACKENDLESS_GET_COUNTER_VALUE",
                        "(toolkits)"),
                new Restriction(
                        "an auth config's list", lists, scale, "SCALE_AI_GET_BATCH", "auth config CONFIG allows only"),
                new Restriction(
                        "an auth config's list in the older spelling",
                        "'restrict_to_following_tools':['SCALE_AI_LIST_BATCHES']",
                        scale,
                        "SCALE_AI_GET_BATCH",
                        "auth config CONFIG allows only SCALE_AI_LIST_BATCHES (tool_access_config)"),
                new Restriction(
                        "the list of the auth config that a session names",
                        lists,
                        scale + ",'auth_configs':{'scale_ai':'CONFIG'}",
                        "SCALE_AI_GET_BATCH",
                        "auth config CONFIG allows only"),
                new Restriction(
                        "the list of a pinned account's auth config",
                        lists,
                        scale + ",'connected_accounts':{'scale_ai':['ACCOUNT']}",
                        "SCALE_AI_GET_BATCH",
                        "auth config CONFIG allows only"),
                new Restriction(
                        "an auth config's list against a preloaded tool",
                        lists,
                        "'preload':{'tools':['SCALE_AI_GET_BATCH','SCALE_AI_LIST_BATCHES']}",
                        "SCALE_AI_GET_BATCH",
                        "auth config CONFIG allows only"));
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void aRestrictionHoldsOnEveryPath(Restriction restriction) {
        String config = project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY'"
                                + (restriction.ofSession() ? "" : "," + restriction.settings()) + "}}")
                .statusCode(201)
                .extract()
                .path("auth_config.id");
        var account = project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var rules = restriction.rules().replace("CONFIG", config).replace("ACCOUNT", account);
        var session = project.post("/tool_router/session", "{'user_id':'ada'," + rules + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        var path = "/tool_router/session/" + session.getString("session_id");
        var because = restriction.because().replace("CONFIG", config);

        // Listed nowhere, while what is admitted is.
        assertThat(session.getList("tool_router_tools", String.class))
                .contains(ADMITTED)
                .doesNotContain(restriction.tool());
        assertThat(project.get(path + "/tools").extract().jsonPath().getList("items.slug", String.class))
                .contains(ADMITTED)
                .doesNotContain(restriction.tool());
        assertThat(project.post(path + "/attach", "{}").extract().jsonPath().getList("tool_router_tools", String.class))
                .contains(ADMITTED)
                .doesNotContain(restriction.tool());
        assertThat(mcp(session, "tools/list", "{}").getList("result.tools.name", String.class))
                .contains(ADMITTED)
                .doesNotContain(restriction.tool());
        // Not suggested to who nearly names it.
        assertThat(mcp(session, "tools/call", "{'name':'" + restriction.tool() + "X'}")
                        .getString("error.message"))
                .doesNotContain(restriction.tool() + ",", restriction.tool() + "?");

        // Not run, in the same words, and nothing is sent.
        var before = requests();
        var inSession = project.post(path + "/execute", call(restriction.tool()))
                .statusCode(400)
                .extract()
                .jsonPath();
        assertThat(inSession.getString("error.message"))
                .startsWith("[Session Restriction] " + restriction.tool())
                .contains(because);
        assertThat(project.post(path + "/execute", call(restriction.tool(), account))
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("error.message"))
                .isEqualTo(inSession.getString("error.message"));
        var overMcp = mcp(
                session,
                "tools/call",
                "{'name':'" + restriction.tool() + "','arguments':" + arguments(restriction.tool()) + "}");
        assertThat(overMcp.getBoolean("result.isError")).isTrue();
        assertThat(overMcp.getString("result.structuredContent.error"))
                .startsWith(inSession.getString("error.message"));
        var byMeta = project.post(
                        path + "/execute_meta", call(restriction.tool()).replace("'tool_slug'", "'slug'"))
                .statusCode(400)
                .extract()
                .jsonPath();
        assertThat(byMeta.getString("error.message")).isEqualTo(inSession.getString("error.message"));
        var batch = metaTool(
                session,
                "COMPOSIO_MULTI_EXECUTE_TOOL",
                "{'tools':[{'tool_slug':'" + restriction.tool() + "','arguments':" + arguments(restriction.tool())
                        + "}]}");
        assertThat(batch.getInt("error_count")).isOne();
        assertThat(batch.getString("results[0].error")).startsWith(inSession.getString("error.message"));
        assertThat(batch.getMap("results[0].response")).isNull();
        var described = metaTool(
                session,
                "COMPOSIO_GET_TOOL_SCHEMAS",
                "{'tool_slugs':['" + restriction.tool() + "','" + ADMITTED + "']}");
        assertThat(described.getMap("tool_schemas")).containsOnlyKeys(ADMITTED);
        assertThat(described.getList("not_found", String.class)).containsExactly(restriction.tool());
        assertThat(described.getString("not_found_message")).contains("[Session Restriction] " + restriction.tool());
        var words = restriction.tool().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        for (var found : java.util.List.of(
                metaTool(session, "COMPOSIO_SEARCH_TOOLS", "{'queries':[{'use_case':'" + words + "'}]}"),
                project.post(path + "/search", "{'queries':[{'use_case':'" + words + "'}]}")
                        .statusCode(200)
                        .extract()
                        .jsonPath())) {
            assertThat(found.getMap("").toString()).doesNotContain(restriction.tool() + "=", restriction.tool() + "]");
            assertThat(found.getList("results[0].primary_tool_slugs", String.class))
                    .doesNotContain(restriction.tool());
            assertThat(found.getList("results[0].related_tool_slugs", String.class))
                    .doesNotContain(restriction.tool());
            assertThat(found.getMap("tool_schemas")).doesNotContainKey(restriction.tool());
        }
        if (!restriction.ofSession()) {
            for (var body : new String[] {"'user_id':'ada'", "'connected_account_id':'" + account + "'"}) {
                assertThat(project.post(
                                        "/tools/execute/" + restriction.tool(),
                                        "{" + body + ",'arguments':" + arguments(restriction.tool()) + "}")
                                .statusCode(400)
                                .extract()
                                .jsonPath()
                                .getString("error.message"))
                        .isEqualTo(inSession.getString("error.message"));
            }
        }
        // Nor by a request of one's own that does what the tool does.
        var own = "'method':'" + method(restriction.tool()) + "','endpoint':'/batches'";
        var toolkit = restriction.tool().startsWith("SCALE_AI") ? "scale_ai" : "backendless";
        project.post(path + "/proxy_execute", "{'toolkit_slug':'" + toolkit + "'," + own + "}")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction] a "))
                .body("error.message", containsString(because));
        if (!restriction.ofSession()) {
            project.post("/tools/execute/proxy", "{'connected_account_id':'" + account + "'," + own + "}")
                    .statusCode(400)
                    .body("error.message", startsWith("[Session Restriction] a "))
                    .body("error.message", containsString(because));
        }
        assertThat(requests()).isEqualTo(before);

        // The catalogue is the same for everybody.
        project.get("/tools/" + restriction.tool()).statusCode(200);
        // And what is admitted runs.
        project.post(path + "/execute", "{'tool_slug':'" + ADMITTED + "','arguments':{'limit':1}}")
                .statusCode(200)
                .body("error", is((Object) null));
        assertThat(requests()).isEqualTo(before + 1);
    }

    /** Over MCP a client is asked that says it can ask its user; this one says nothing, and is in the place of all others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'require':'writes'}                                        | SCALE_AI_CREATE_BATCH
                    {'require':'destructive'}                                   | SCALE_AI_DELETE_TASK_TAGS
                    {'require':'all','tools':{'disable':['SCALE_AI_LIST_BATCHES']}} | SCALE_AI_GET_BATCH
                    {'tools':{'enable':['SCALE_AI_GET_BATCH']}}                 | SCALE_AI_GET_BATCH
                    """)
    void whatAPersonMustApproveIsRunOnNoPathWhereNobodyIsAsked(String approval, String tool) {
        var account = project.connectScale("ada");
        var session = project.post(
                        "/tool_router/session",
                        "{'user_id':'ada','toolkits':{'enable':['scale_ai']},'preload':{'tools':'all'},'approval':"
                                + approval + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        var path = "/tool_router/session/" + session.getString("session_id");
        var refused = "[Session Restriction] " + tool
                + " was not run: in this session a person approves such calls first (approval)";
        var before = requests();

        // It is there, and says so.
        assertThat(session.getList("tool_router_tools", String.class)).contains(tool);
        assertThat(metaTool(session, "COMPOSIO_GET_TOOL_SCHEMAS", "{'tool_slugs':['" + tool + "','" + ADMITTED + "']}")
                        .getMap("tool_schemas")
                        .entrySet())
                .filteredOn(schema -> schema.getValue() instanceof Map<?, ?> said && said.get("approval") != null)
                .extracting(schema -> String.valueOf(schema.getKey()))
                .containsExactly(tool);
        var words = tool.replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        assertThat(metaTool(session, "COMPOSIO_SEARCH_TOOLS", "{'queries':[{'use_case':'" + words + "'}]}")
                        .getList("results[0].known_pitfalls", String.class))
                .anyMatch(trap -> trap.startsWith(tool + " runs only after a person has approved the call"));

        // And is not run.
        for (var body : new String[] {call(tool), call(tool, account)}) {
            project.post(path + "/execute", body)
                    .statusCode(400)
                    .body("error.slug", is("Session_ApprovalNeeded"))
                    .body("error.message", startsWith(refused));
        }
        project.post(path + "/execute_meta", call(tool).replace("'tool_slug'", "'slug'"))
                .statusCode(400)
                .body("error.message", startsWith(refused));
        var batch = "{'tools':[{'tool_slug':'" + ADMITTED + "','arguments':{}},{'tool_slug':'" + tool + "','arguments':"
                + arguments(tool) + "}]}";
        for (var route : new String[] {"/execute", "/execute_meta"}) {
            project.post(
                            path + route,
                            "{'" + (route.endsWith("meta") ? "slug" : "tool_slug")
                                    + "':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':" + batch + "}")
                    .statusCode(400)
                    .body("error.slug", is("Session_ApprovalNeeded"))
                    .body("error.message", startsWith(refused));
        }
        for (var params : new String[] {
            "{'name':'" + tool + "','arguments':" + arguments(tool) + "}",
            "{'name':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':" + batch + "}"
        }) {
            var overMcp = mcp(session, "tools/call", params);
            assertThat(overMcp.getBoolean("result.isError")).isTrue();
            assertThat(overMcp.getString("result.structuredContent.error")).startsWith(refused);
        }
        project.post(
                        path + "/proxy_execute",
                        "{'toolkit_slug':'scale_ai','method':'" + method(tool) + "','endpoint':'/batches'}")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction] a " + method(tool)))
                .body("error.message", containsString("(approval)"));
        assertThat(requests()).isEqualTo(before);

        // What nobody needs to approve runs, and so does everything for the backend that made the session.
        project.post(path + "/execute", "{'tool_slug':'" + ADMITTED + "','arguments':{'limit':1}}")
                .statusCode(200)
                .body("error", is((Object) null));
        project.post("/tools/execute/" + tool, "{'user_id':'ada','arguments':" + arguments(tool) + "}")
                .statusCode(200);
        assertThat(requests()).isGreaterThan(before + 1);
    }

    /** A session that asks lets through what no tool of the service does that it asks about. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'require':'writes'}                                           | GET    | open
                    {'require':'destructive'}                                      | GET    | open
                    {'require':'destructive'}                                      | POST   | shut
                    {'require':'all'}                                              | GET    | shut
                    {'tools':{'enable':['SCALE_AI_CREATE_BATCH']}}                 | GET    | open
                    {'tools':{'enable':['SCALE_AI_CREATE_BATCH']}}                 | POST   | shut
                    {'tools':{'enable':['BACKENDLESS_RESET_COUNTER']}}             | POST   | open
                    """)
    void aRequestOfOnesOwnIsShutWhereAPersonWouldHaveToApproveIt(String approval, String method, String expected) {
        project.connectScale("ada");
        String session = project.post("/tool_router/session", "{'user_id':'ada','approval':" + approval + "}")
                .statusCode(201)
                .extract()
                .path("session_id");
        var before = requests();

        project.post(
                        "/tool_router/session/" + session + "/proxy_execute",
                        "{'toolkit_slug':'scale_ai','method':'" + method + "','endpoint':'/batches'}")
                .statusCode(expected.equals("open") ? 200 : 400);

        assertThat(requests()).isEqualTo(expected.equals("open") ? before + 1 : before);
    }

    @Test
    void noOtherRouteListsDescribesOrRunsTools() {
        var routes = Routes.declared().stream()
                .filter(route -> route.contains(" /api/v3.1/tool_router")
                        || route.contains(" /api/v3.1/tools")
                        || route.contains(" /tool_router"))
                .collect(Collectors.toSet());
        assertThat(routes)
                .as("a new route beside tools needs its line in KNOWN and its path in this test")
                .isEqualTo(KNOWN);
    }

    /** A tool of the router that a session switches off is listed nowhere and runs nowhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    COMPOSIO_SEARCH_TOOLS        | 'search':{'enable':false}                                                 | search.enable
                    COMPOSIO_GET_TOOL_SCHEMAS    | 'search':{'enable':false}                                                 | search.enable
                    COMPOSIO_MULTI_EXECUTE_TOOL  | 'execute':{'enable_multi_execute':false}                                  | execute.enable_multi_execute
                    COMPOSIO_MANAGE_CONNECTIONS  | 'manage_connections':{'enable':false}                                     | manage_connections.enable
                    COMPOSIO_WAIT_FOR_CONNECTIONS| 'manage_connections':{'enable':true}                                      | enable_wait_for_connections
                    COMPOSIO_WAIT_FOR_CONNECTIONS| 'manage_connections':{'enable':false,'enable_wait_for_connections':true}  | enable_wait_for_connections
                    PATCHBAY_READ_RESULT         | 'workbench':{'enable':false}                                              | workbench.enable
                    """)
    void aMetaToolThatIsSwitchedOffIsNotThere(String tool, String setting, String rule) {
        var session = project.post("/tool_router/session", "{'user_id':'ada'," + setting + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(session.getList("tool_router_tools", String.class))
                .isNotEmpty()
                .doesNotContain(tool);
        assertThat(mcp(session, "tools/list", "{}").getList("result.tools.name", String.class))
                .isNotEmpty()
                .doesNotContain(tool);
        project.post(
                        "/tool_router/session/" + session.getString("session_id") + "/execute",
                        "{'tool_slug':'" + tool + "','arguments':{}}")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction] " + tool))
                .body("error.message", containsString(rule));
        assertThat(mcp(session, "tools/call", "{'name':'" + tool + "','arguments':{}}")
                        .getString("result.structuredContent.error"))
                .startsWith("[Session Restriction] " + tool);
    }

    private static JsonPath metaTool(JsonPath session, String tool, String arguments) {
        var result = mcp(session, "tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
        assertThat(result.getString("result.structuredContent.error")).isNull();
        return JsonPath.from(result.getString("result.content[0].text")).setRootPath("data");
    }

    private static String call(String tool) {
        return "{'tool_slug':'" + tool + "','arguments':" + arguments(tool) + "}";
    }

    private static String call(String tool, String account) {
        return "{'tool_slug':'" + tool + "','account':'" + account + "','arguments':" + arguments(tool) + "}";
    }

    private static String arguments(String tool) {
        return switch (tool) {
            case "SCALE_AI_GET_BATCH" -> "{'batch_name':'picking week 07'}";
            case "SCALE_AI_CREATE_BATCH" -> "{'project':'Fruit Boxes','name':'n'}";
            case "SCALE_AI_DELETE_TASK_TAGS" -> "{'task_id':'t','tags':['a']}";
            default -> "{'counter_name':'c'}";
        };
    }

    private static String method(String tool) {
        return switch (tool) {
            case "SCALE_AI_CREATE_BATCH" -> "POST";
            case "SCALE_AI_DELETE_TASK_TAGS" -> "DELETE";
            default -> "GET";
        };
    }

    private static JsonPath mcp(JsonPath session, String method, String params) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(json("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** How many requests the simulators have had. */
    private static int requests() {
        return Stream.of(GatewayResource.SCALE_ORIGIN, GatewayResource.BACKENDLESS_ORIGIN)
                .map(name -> ConfigProvider.getConfig().getValue(name, String.class))
                .mapToInt(origin ->
                        get(origin + "/__sim/requests").jsonPath().getList("").size())
                .sum();
    }
}
