package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that a caller brings along and runs itself (contract section 4.7). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class CustomToolsIT {
    private static final String INVOICES = """
            {'slug':'Find-Invoice','name':'Find invoice','description':'Looks an invoice up in the ledger by its number',
             'input_schema':{'type':'object','properties':{'number':{'type':'string'}},'required':['number']},
             'output_schema':{'type':'object'},'preload':true}""";
    private static final String OVERDUE = """
            {'slug':'OVERDUE_TASKS','name':'Overdue tasks','description':'Tasks past their due date',
             'extends_toolkit':'Scale_AI','input_schema':{'type':'object','properties':{}}}""";
    private static final String WEATHER = """
            {'slug':'dev_tools','name':'Dev tools','description':'Tools of our own','tools':[
             {'slug':'forecast','name':'Weather forecast','description':'Forecasts the weather of a city',
              'input_schema':{'type':'object','properties':{'city':{'type':'string'}}}}]}""";
    private static final String BROUGHT =
            "'experimental':{'custom_tools':[" + INVOICES + "," + OVERDUE + "],'custom_toolkits':[" + WEATHER + "]}";

    private final Projects projects;
    private final Sessions sessions;
    private Project project = new Project("");
    private String path = "";

    CustomToolsIT(Projects projects, Sessions sessions) {
        this.projects = projects;
        this.sessions = sessions;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        path = "/tool_router/session/"
                + project.post("/tool_router/session", "{'user_id':'ada'}")
                        .extract()
                        .path("session_id");
    }

    @Test
    void theyAreToldBackWithTheirFinalNamesAndNotKept() {
        var created = project.post("/tool_router/session", "{'user_id':'ada'," + BROUGHT + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        echoed(created);
        var made = "/tool_router/session/" + created.getString("session_id");
        project.get(made).statusCode(200).body("$", not(hasKey("experimental")));
        var id = new SessionId(created.getString("session_id"));
        var kept = sessions.find(new TenantId(project.tenant()), id).orElseThrow();
        assertThat(kept.config().document().toString()).doesNotContain("custom_", "forecast");
        echoed(project.post(made + "/attach", "{" + BROUGHT + "}")
                .statusCode(200)
                .body("session_id", equalTo(created.getString("session_id")))
                .body("config_version", equalTo(1))
                .body("config.user_id", equalTo("ada"))
                .body("mcp.url", equalTo(created.getString("mcp.url")))
                .extract()
                .jsonPath());
        project.get(made).body("$", not(hasKey("experimental")));
        project.post(made + "/attach", "{'experimental':{'custom_tools':[],'custom_toolkits':[]}}")
                .statusCode(200)
                .body("$", not(hasKey("experimental")));
    }

    private static void echoed(JsonPath session) {
        var brought = session.setRootPath("experimental");
        assertThat(brought.getList("custom_tools.slug"))
                .containsExactly("LOCAL_FIND-INVOICE", "LOCAL_SCALE_AI_OVERDUE_TASKS");
        assertThat(brought.getList("custom_tools.original_slug")).containsExactly("Find-Invoice", "OVERDUE_TASKS");
        assertThat(brought.getString("custom_tools[0].input_schema.properties.number.type"))
                .isEqualTo("string");
        assertThat(brought.getString("custom_tools[0].output_schema.type")).isEqualTo("object");
        assertThat(brought.getBoolean("custom_tools[0].preload")).isTrue();
        assertThat(brought.getString("custom_tools[1].extends_toolkit")).isEqualTo("scale_ai");
        assertThat(brought.getString("custom_toolkits[0].slug")).isEqualTo("dev_tools");
        assertThat(brought.getString("custom_toolkits[0].tools[0].slug")).isEqualTo("LOCAL_DEV_TOOLS_FORECAST");
        assertThat(brought.getString("custom_toolkits[0].tools[0].original_slug"))
                .isEqualTo("forecast");
        session.setRootPath("");
    }

    @Test
    void aSearchFindsThemBesideTheCataloguesTools() {
        project.connectScale("ada");
        var found = project.post(path + "/search", """
                        {'queries':[{'use_case':'look up the invoice with a number'},{'use_case':'what will the weather be in Berlin'},
                         {'use_case':'create a batch'},{'use_case':'find overdue tasks'}],""" + BROUGHT + "}")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(found.getString("results[0].primary_tool_slugs[0]")).isEqualTo("LOCAL_FIND-INVOICE");
        assertThat(found.getList("results[0].toolkits", String.class)).contains("custom");
        assertThat(found.getString("results[1].primary_tool_slugs[0]")).isEqualTo("LOCAL_DEV_TOOLS_FORECAST");
        assertThat(found.getString("results[2].primary_tool_slugs[0]")).isEqualTo("SCALE_AI_CREATE_BATCH");
        assertThat(found.getList("results[3].primary_tool_slugs", String.class))
                .contains("LOCAL_SCALE_AI_OVERDUE_TASKS");
        var card = "tool_schemas.'LOCAL_DEV_TOOLS_FORECAST'.";
        assertThat(found.getString(card + "toolkit")).isEqualTo("dev_tools");
        assertThat(found.getString(card + "input_schema.properties.city.type")).isEqualTo("string");
        assertThat(found.getString("tool_schemas.'LOCAL_FIND-INVOICE'.tool_slug"))
                .isEqualTo("LOCAL_FIND-INVOICE");
        assertThat(found.getBoolean("toolkit_connection_statuses.find{it.toolkit=='dev_tools'}.has_active_connection"))
                .isTrue();
        assertThat(found.getBoolean("toolkit_connection_statuses.find{it.toolkit=='scale_ai'}.has_active_connection"))
                .isTrue();
    }

    @Test
    void aSearchThatWasGivenNoneFindsNone() {
        assertThat(project.post(path + "/search", "{'queries':[{'use_case':'what will the weather be in Berlin'}]}")
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain("LOCAL_");
    }

    @Test
    void aSearchCanBeNarrowedToThem() {
        var narrowed = project.post(
                        path + "/search",
                        "{'queries':[{'use_case':'forecast the weather, then create a batch'}],'toolkits':['DEV_TOOLS'],"
                                + BROUGHT + "}")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(narrowed.getMap("tool_schemas")).containsOnlyKeys("LOCAL_DEV_TOOLS_FORECAST");
        project.post(path + "/search", "{'queries':[{'use_case':'x'}],'toolkits':['DEV_TOOLS']}")
                .statusCode(400);
    }

    /** Wrapped tools run the router's own tools through these routes, and send what they brought each time. */
    @ParameterizedTest
    @CsvSource({"/execute,tool_slug", "/execute_meta,slug"})
    void theRoutersToolsKnowThem(String route, String member) {
        project.post(
                        path + route,
                        "{'" + member
                                + "':'COMPOSIO_SEARCH_TOOLS','arguments':{'queries':[{'use_case':'forecast the weather'}]},"
                                + BROUGHT + "}")
                .statusCode(200)
                .body("data.results[0].primary_tool_slugs", hasItem("LOCAL_DEV_TOOLS_FORECAST"));
        project.post(
                        path + route,
                        "{'" + member
                                + "':'COMPOSIO_GET_TOOL_SCHEMAS','arguments':{'tool_slugs':['LOCAL_FIND-INVOICE','SCALE_AI_GET_BATCH'],'include':['input_schema','output_schema']},"
                                + BROUGHT + "}")
                .statusCode(200)
                .body("data.success", is(true))
                .body("data.tool_schemas.'LOCAL_FIND-INVOICE'.output_schema.type", equalTo("object"))
                .body("data.tool_schemas", hasKey("SCALE_AI_GET_BATCH"));
    }

    @Test
    void noneIsRunHereAndWhoAsksIsToldWhereItRuns() {
        var words = "runs in the process of whoever brought it along";
        project.post(
                        path + "/execute",
                        "{'tool_slug':'LOCAL_DEV_TOOLS_FORECAST','arguments':{'city':'x'}," + BROUGHT + "}")
                .statusCode(404)
                .body("error.message", containsString(words));
        project.post(path + "/execute_meta", "{'slug':'LOCAL_GREP','arguments':{}}")
                .statusCode(404)
                .body("error.message", containsString(words));
        project.post("/tools/execute/LOCAL_GREP", "{'user_id':'ada','arguments':{}}")
                .statusCode(404)
                .body("error.message", containsString(words));
        project.post(
                        path + "/execute",
                        "{'tool_slug':'COMPOSIO_MULTI_EXECUTE_TOOL','arguments':{'tools':[{'tool_slug':'LOCAL_GREP','arguments':{}}]}}")
                .statusCode(200)
                .body("data.results[0].error", containsString(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    'slug':'LOCAL_X'                     | custom_tools[0].slug: must be of letters
                    'slug':'composio_x'                  | custom_tools[0].slug: must be of letters
                    'slug':'a b'                         | custom_tools[0].slug: must be of letters
                    'slug':null                          | custom_tools[0].slug: missing
                    'name':''                            | custom_tools[0].name: missing
                    'description':null                   | custom_tools[0].description: missing
                    'input_schema':null                  | custom_tools[0].input_schema: must be a JSON Schema
                    'input_schema':{'type':'object'}     | custom_tools[0].input_schema: must be a JSON Schema
                    'input_schema':{'properties':{}}     | custom_tools[0].input_schema: must be a JSON Schema
                    'output_schema':'x'                  | custom_tools[0].output_schema: must be an object
                    'extends_toolkit':'nope'             | custom_tools[0].extends_toolkit: there is no such toolkit; there are backendless
                    'extend_toolkit':'scale_ai'          | custom_tools[0].extend_toolkit: unknown
                    'preload':'yes'                      | custom_tools[0].preload: must be true or false
                    """)
    void whatIsWrongWithOneIsSaid(String member, String problem) {
        var name = member.substring(0, member.indexOf(':'));
        var tool = java.util.stream.Stream.of(
                        "'slug':'fine'",
                        "'name':'Fine'",
                        "'description':'Is fine'",
                        "'input_schema':{'type':'object','properties':{}}")
                .filter(other -> !other.startsWith(name + ":"))
                .collect(Collectors.joining(",", "{", "," + member + "}"));
        for (var route : new String[] {"/attach", "/search", "/execute", "/execute_meta"}) {
            refused(path + route, "{'experimental':{'custom_tools':[" + tool + "]}}", problem);
        }
        refused(
                "/tool_router/session",
                "{'user_id':'ada','experimental':{'custom_tools':[" + tool + "]}}",
                "experimental." + problem);
    }

    @Test
    void namesAreNotTooLongNotTwiceAndNotOfTheCatalogue() {
        var tool = "{'slug':'%s','name':'n','description':'d','input_schema':{'type':'object','properties':{}}}";
        var kit = "{'slug':'%s','name':'n','description':'d','tools':[" + tool + "]}";
        attach("'custom_tools':[" + tool.formatted("a".repeat(54)) + "]").statusCode(200);
        refusedAttach("'custom_tools':[" + tool.formatted("a".repeat(55)) + "]", "at most 60 characters");
        refusedAttach("'custom_toolkits':[" + kit.formatted("k".repeat(30), "t".repeat(24)) + "]", "at most 60");
        refusedAttach(
                "'custom_tools':[" + tool.formatted("a") + "," + tool.formatted("A") + "]",
                "custom_tools[1].slug: another tool that was brought along is LOCAL_A already");
        refusedAttach(
                "'custom_tools':[" + tool.formatted("k_a") + "],'custom_toolkits':[" + kit.formatted("k", "a") + "]",
                "LOCAL_K_A already");
        refusedAttach(
                "'custom_toolkits':[" + kit.formatted("Scale_AI", "a") + "]",
                "custom_toolkits[0].slug: is a toolkit of the catalogue");
        refusedAttach(
                "'custom_toolkits':[" + kit.formatted("k", "a") + "," + kit.formatted("K", "b") + "]",
                "custom_toolkits[1].slug: stands here twice");
        refusedAttach("'custom_toolkits':[{'slug':'k','name':'n','description':'d'}]", "at least one");
        var many = kits(kit.replace("]}", "," + tool.formatted("u") + "]}"), 151);
        refusedAttach("'custom_toolkits':[" + many + "]", "at most 300 custom tools");
        attach("'custom_toolkits':[" + kits(kit, 151) + "]").statusCode(200);
    }

    private static String kits(String kit, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kit.formatted("k" + i, "t"))
                .collect(Collectors.joining(","));
    }

    /** It would look as if they were kept. */
    @Test
    void aChangeOfTheSessionDoesNotTakeThem() {
        project.patch(path, "{" + BROUGHT + "}")
                .statusCode(400)
                .body("error.errors", hasSize(2))
                .body("error.errors[0]", containsString("not kept in a session"));
        project.get(path).body("config_version", equalTo(1));
    }

    private dev.patchbay.gateway.testhttp.ValidatableResponse attach(String brought) {
        return project.post(path + "/attach", "{'experimental':{" + brought + "}}");
    }

    private void refusedAttach(String brought, String problem) {
        attach(brought).statusCode(400).body("error.message", containsString(problem));
    }

    private void refused(String route, String body, String problem) {
        project.post(route, body).statusCode(400).body("error.message", containsString(problem));
    }
}
