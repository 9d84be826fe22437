package dev.patchbay.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refusals that the SDKs turn into errors of their own (contract section 17), and who can lift a restriction. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SdkErrorsIT {
    private static final String LIST = "'SCALE_AI_LIST_BATCHES'";

    private final Projects projects;
    private Project project = new Project("");

    SdkErrorsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void whatIsUnknownIsNotFound() {
        var unknown = "ca_" + "0".repeat(22);
        project.get("/tools/SCALE_AI_NOPE").statusCode(404).body("error.slug", equalTo("Tool_NotFound"));
        project.get("/toolkits/nope").statusCode(404).body("error.slug", equalTo("Toolkit_NotFound"));
        project.get("/connected_accounts/" + unknown).statusCode(404);
        project.post("/tools/execute/SCALE_AI_NOPE", "{'user_id':'ada','arguments':{}}")
                .statusCode(404)
                .body("error.message", containsString("SCALE_AI_NOPE"));
        project.post("/tool_router/session/trs_" + "0".repeat(22) + "/execute", "{'tool_slug':" + LIST + "}")
                .statusCode(404)
                .body("error.slug", equalTo("Session_NotFound"));
    }

    @Test
    void noAccountIsCode1803WithTheMessageThatTheSdkShows() {
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803))
                .body("error.message", startsWith("No connected account found"));
    }

    @Test
    void aSessionThatWasChangedMeanwhileIsAConflict() {
        var id = project.session("ada", "scale_ai").getString("session_id");
        project.patch("/tool_router/session/" + id, "{'expected_config_version':99}")
                .statusCode(409)
                .body("error.message", containsString("config_version"));
    }

    @Test
    void aRestrictionNamesTheSettingOfTheSession() {
        project.connectScale("ada");
        for (var setting : new String[][] {
            {"'toolkits':{'enable':['backendless']}", "in this session (toolkits)"},
            {"'tools':{'scale_ai':{'disable':[" + LIST + "]}}", "in this session (tools.scale_ai)"},
            {"'tools':{'scale_ai':{'tags':['destructiveHint']}}", "in this session (tools.scale_ai.tags)"},
            {"'tags':['destructiveHint']", "in this session (tags)"}
        }) {
            String id = project.post("/tool_router/session", "{'user_id':'ada'," + setting[0] + "}")
                    .statusCode(201)
                    .extract()
                    .path("session_id");
            project.post("/tool_router/session/" + id + "/execute", "{'tool_slug':" + LIST + "}")
                    .statusCode(400)
                    .body("error.message", allOf(startsWith("[Session Restriction]"), containsString(setting[1])))
                    .body("error.suggested_fix", containsString("PATCH on the session"));
        }
    }

    @Test
    void aRestrictionNamesTheAuthConfigThatMakesIt() {
        var config = project.authConfig("scale_ai");
        project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        project.patch(
                        "/auth_configs/" + config,
                        "{'type':'custom','tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']}}")
                .statusCode(200);
        var id = project.session("ada", "scale_ai").getString("session_id");
        project.post("/tool_router/session/" + id + "/execute", "{'tool_slug':" + LIST + "}")
                .statusCode(400)
                .body(
                        "error.message",
                        allOf(
                                startsWith("[Session Restriction]"),
                                containsString("auth config " + config + " allows only SCALE_AI_GET_TASK"),
                                containsString("(tool_access_config)")));
    }

    @Test
    void aKeyThatIsTooNarrowNamesTheScope() {
        projects.limited(project, "tools:read")
                .post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(403)
                .body("error.slug", equalTo("HTTP_OutOfScope"))
                .body("error.message", allOf(containsString("API key"), containsString("tool_execution:write")));
    }
}
