package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.patchbay.gateway.testhttp.Http;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for a whole project (contract section 2.6). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ProjectConfigIT {
    private static final String PATH = "/org/project/config";

    private final Projects projects;
    private Project project = new Project("");

    ProjectConfigIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void theSettingsAreAsTheyAreHere() {
        project.get(PATH)
                .statusCode(200)
                .body("is_2FA_enabled", is(false))
                .body("logo_url", is(""))
                .body("display_name", equalTo("a test's project"))
                .body("mask_secret_keys_in_connected_account", is(true))
                .body("log_visibility_setting", is("dont_store_data"))
                .body("require_mcp_api_key", is(true));
    }

    @Test
    void usersSeeTheNameThatTheProjectGivesItself() {
        var other = projects.create();
        project.patch(PATH, "{'display_name':'Orchard & Sons','require_mcp_api_key':true}")
                .statusCode(200)
                .body("display_name", equalTo("Orchard & Sons"))
                .body("require_mcp_api_key", is(true));

        assertThat(connectPage()).contains("Orchard &amp; Sons").doesNotContain("a test&#39;s project");
        other.get(PATH).body("display_name", equalTo("a test's project"));
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .contains("project.changed");

        project.patch(PATH, "{'display_name':null}").statusCode(200).body("display_name", equalTo("a test's project"));
        assertThat(connectPage()).contains("a test&#39;s project");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'mask_secret_keys_in_connected_account':false} | mask_secret_keys_in_connected_account: is always true here: a credential
            {'require_mcp_api_key':false}                   | require_mcp_api_key: is always true here
            {'log_visibility_setting':'show_all'}           | log_visibility_setting: is always "dont_store_data" here
            {'logo_url':'https://a.example/logo.png'}       | logo_url: is always "" here
            {'is_2FA_enabled':true}                         | is_2FA_enabled: is always false here
            {'display_name':''}                             | display_name: must have 1 to 100 characters
            {'name':'x'}                                    | name: unknown
            """)
    void whatCannotBeChangedSaysWhy(String body, String problem) {
        project.patch(PATH, body).statusCode(400).body("error.message", containsString(problem));
    }

    private String connectPage() {
        String page = project.post(
                        "/connected_accounts/link",
                        "{'auth_config_id':'" + project.authConfig("scale_ai") + "','user_id':'ada'}")
                .statusCode(201)
                .extract()
                .path("redirect_url");
        return Http.get(page).then().statusCode(200).extract().asString();
    }
}
