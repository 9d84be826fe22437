package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Auth configs and connected accounts over the wire contract (sections 10 and 11). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AccountsIT {
    private final Projects projects;
    private Project project = new Project("");

    AccountsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
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

    /** A restriction that is taken and not kept would be worse than none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']}",
                "'restrict_to_following_tools':['SCALE_AI_GET_TASK']"
            })
    void aToolListThatWouldNotBeEnforcedIsRefused(String restriction) {
        project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY',"
                                + restriction + "}}")
                .statusCode(400)
                .body("error.message", containsString("not enforced"));
        project.get("/auth_configs").body("items", empty());
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
}
