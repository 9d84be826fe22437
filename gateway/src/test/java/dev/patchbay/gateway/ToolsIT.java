package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools, toolkits and running them over the wire contract (sections 8 and 9). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ToolsIT {
    private final Projects projects;
    private Project project = new Project("");

    ToolsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
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
    void whatIsKeptFromSessionsIsStillThereForTheProjectItself() {
        var account = project.connectScale("ada");
        String config = project.get("/auth_configs").extract().path("items[0].id");
        project.patch("/auth_configs/" + config, "{'type':'custom','is_enabled_for_tool_router':false}")
                .statusCode(200);
        for (var choice : List.of("", ",'connected_account_id':'" + account + "'")) {
            project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}" + choice + "}")
                    .statusCode(200)
                    .body("successful", is(true));
        }
        var session = project.session("ada", "scale_ai").getString("session_id");
        project.post("/tool_router/session/" + session + "/execute", "{'tool_slug':'SCALE_AI_LIST_BATCHES'}")
                .statusCode(400)
                .body("error.code", equalTo(1803));
    }

    @Test
    void anAccountThatIsNotThereIsNotFound() {
        project.connectScale("ada");
        project.post(
                        "/tools/execute/SCALE_AI_LIST_BATCHES",
                        "{'user_id':'ada','connected_account_id':'ca_0000000000000000000000','arguments':{}}")
                .statusCode(404)
                .body("error.slug", equalTo("ConnectedAccount_Unknown"));
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
    void aTextFindsTheBestFirstAndPagesAgree() {
        for (var name : List.of("query", "search")) {
            project.get("/tools?" + name + "=make a batch of tasks&limit=5")
                    .statusCode(200)
                    .body("items[0].slug", equalTo("SCALE_AI_CREATE_BATCH"));
            // What people say for it.
            project.get("/tools?" + name + "=zero the tally&toolkit_slug=backendless")
                    .body("items[0].slug", equalTo("BACKENDLESS_RESET_COUNTER"))
                    .body("items.toolkit.slug", everyItem(equalTo("backendless")));
        }
        List<String> all = project.get("/tools?query=list the tasks of a project&limit=1000")
                .extract()
                .path("items.slug");
        var paged = new java.util.ArrayList<String>();
        var cursor = "";
        while (cursor != null) {
            var page = project.get("/tools?query=list the tasks of a project&limit=4&cursor=" + cursor)
                    .statusCode(200)
                    .body("total_items", equalTo(all.size()))
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.slug"));
            cursor = page.getString("next_cursor");
        }
        assertThat(paged).hasSizeGreaterThan(8).isEqualTo(all);
        project.get("/tools?query=zzzzzz").body("items", hasSize(0)).body("total_items", equalTo(0));
    }

    @Test
    void toolsAreFilteredByWhatAnAuthConfigAdmits() {
        String scale = project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY',"
                                + "'tool_access_config':{'tools_available_for_execution':['SCALE_AI_LIST_BATCHES']}}}")
                .statusCode(201)
                .extract()
                .path("auth_config.id");
        project.get("/tools?auth_config_ids=" + scale).body("items.slug", contains("SCALE_AI_LIST_BATCHES"));
        project.get("/tools?limit=100&auth_config_ids=" + scale + "," + project.authConfig("backendless"))
                .body("items.slug", hasItem("SCALE_AI_LIST_BATCHES"))
                .body("total_items", equalTo(32));
        for (var other : List.of(projects.create().authConfig("scale_ai"), "ac_0000000000000000000000", "nope")) {
            project.get("/tools?auth_config_ids=" + other).statusCode(200).body("items", hasSize(0));
        }
    }

    @Test
    void noToolHereNeedsScopes() {
        project.get("/tools?scopes=read").statusCode(200).body("items", hasSize(0));
        project.post("/tools/scopes/required", "{'tools':['SCALE_AI_GET_TASK','SCALE_AI_GET_BATCH']}")
                .statusCode(200)
                .body("scopes_required", hasSize(0))
                .body("per_tool_requirements.tool", contains("SCALE_AI_GET_TASK", "SCALE_AI_GET_BATCH"))
                .body("per_tool_requirements[0]", hasKey("scope_requirements"))
                .body("per_tool_requirements[0].scope_requirements", nullValue());
        project.post("/tools/scopes/required", "{'tools':['SCALE_AI_GET_TASK','BACKENDLESS_RESET_COUNTER']}")
                .statusCode(400)
                .body("error.message", containsString("scale_ai and backendless"));
        project.post("/tools/scopes/required", "{'tools':['NOPE']}").statusCode(404);
        project.post("/tools/scopes/required", "{}")
                .statusCode(400)
                .body("error.message", containsString("tools: missing"));
    }

    /** The oldest SDK throws on schemas that leave their properties out (contract 16). */
    @Test
    void everySchemaSaysItsProperties() {
        var id = project.session("ada", "scale_ai", "backendless").getString("session_id");
        for (var path : List.of("/tools?limit=9999", "/tool_router/session/" + id + "/tools")) {
            for (var generation : List.of("v3", "v3.1")) {
                project.request()
                        .get("/api/" + generation + path)
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(greaterThan(70)))
                        .body("items.input_parameters.type", everyItem(equalTo("object")))
                        .body("items.input_parameters", everyItem(hasKey("properties")))
                        .body("items.output_parameters", everyItem(hasKey("properties")));
            }
        }
    }

    @Test
    void theOlderGenerationRunsAnyToolThroughExecuteMeta() {
        project.connectScale("ada");
        var id = project.session("ada", "scale_ai").getString("session_id");
        for (var slug : List.of("SCALE_AI_LIST_BATCHES", "COMPOSIO_GET_TOOL_SCHEMAS")) {
            for (var generation : List.of("v3", "v3.1")) {
                project.request()
                        .body(Project.json("{'slug':'" + slug + "','arguments':"
                                + (slug.startsWith("SCALE") ? "{'limit':1}" : "{'tool_slugs':['SCALE_AI_GET_TASK']}")
                                + "}"))
                        .post("/api/" + generation + "/tool_router/session/" + id + "/execute_meta")
                        .then()
                        .statusCode(200)
                        .body("error", nullValue())
                        .body("log_id", startsWith("log_"));
            }
        }
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

    private static org.hamcrest.Matcher<String> matches(String pattern) {
        return org.hamcrest.Matchers.matchesPattern(pattern);
    }
}
