package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session was allowed before (contract section 4.5). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SessionHistoryIT {
    private final Projects projects;
    private final Releases releases;
    private Project project = new Project("");
    private String path = "";

    SessionHistoryIT(Projects projects, Releases releases) {
        this.projects = projects;
        this.releases = releases;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        path = "/tool_router/session/" + project.session("ada", "scale_ai").getString("session_id");
    }

    @Test
    void aNewSessionHasTheConfigurationThatItWasMadeWith() {
        var created = project.get(path).extract().jsonPath();
        project.get(path + "/config_history")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].version", equalTo(1))
                .body("items[0].is_current", is(true))
                .body("items[0].created_at", org.hamcrest.Matchers.matchesPattern("\\d{4}-.*T.*\\.\\d{3}Z"))
                .body("items[0].config", equalTo(created.getMap("config")))
                .body("total_items", equalTo(1))
                .body("next_cursor", nullValue());
    }

    @Test
    void everyChangeIsThereNewestFirstInTheAnswersForm() {
        project.patch(path, "{'tags':['readOnlyHint']}").statusCode(200);
        project.patch(path, "{'tags':null,'workbench':{'enable':false,'enable_proxy_execution':false}}")
                .statusCode(200);
        project.get(path + "/config_history")
                .statusCode(200)
                .body("items.version", contains(3, 2, 1))
                .body("items.is_current", contains(true, false, false))
                .body("items[0].config.workbench.proxy_execution_enabled", is(false))
                .body("items[0].config", not(hasKey("tags")))
                .body("items[1].config.tags.enabled", contains("readOnlyHint"))
                .body("items[2].config", not(hasKey("tags")))
                .body("items[2].config.toolkits.enabled", contains("scale_ai"));
    }

    /** As the contract's type says: when the next took its place. */
    @Test
    void anArchivedConfigurationIsDatedByItsEnd() {
        project.patch(path, "{'tags':['readOnlyHint']}").statusCode(200);
        var items = project.get(path + "/config_history").extract().jsonPath();
        assertThat(items.getString("items[1].created_at")).isEqualTo(items.getString("items[0].created_at"));
        // Also where the newer one is on the page before.
        var second = project.get(path + "/config_history?limit=1").extract().jsonPath();
        assertThat(project.get(path + "/config_history?limit=1&cursor=" + second.getString("next_cursor"))
                        .extract()
                        .jsonPath()
                        .getString("items[0].created_at"))
                .isEqualTo(items.getString("items[1].created_at"));
    }

    @Test
    void aChangeThatIsRefusedLeavesNothing() {
        project.patch(path, "{'toolkits':{'enable':['nope']}}").statusCode(400);
        project.patch(path, "{'tags':['readOnlyHint'],'expected_config_version':7}")
                .statusCode(409);
        project.get(path + "/config_history").body("total_items", equalTo(1));
    }

    @Test
    void itIsReadInPages() {
        for (var hint : List.of("readOnlyHint", "idempotentHint", "openWorldHint", "destructiveHint")) {
            project.patch(path, "{'tags':['" + hint + "']}").statusCode(200);
        }
        var versions = new ArrayList<Integer>();
        var current = new ArrayList<Boolean>();
        String cursor = "";
        while (cursor != null) {
            var page = project.get(path + "/config_history?limit=2&cursor=" + cursor)
                    .statusCode(200)
                    .body("total_items", equalTo(5))
                    .body("total_pages", equalTo(3))
                    .extract()
                    .jsonPath();
            versions.addAll(page.getList("items.version", Integer.class));
            current.addAll(page.getList("items.is_current", Boolean.class));
            cursor = page.getString("next_cursor");
        }
        assertThat(versions).containsExactly(5, 4, 3, 2, 1);
        assertThat(current).containsExactly(true, false, false, false, false);
    }

    @Test
    void itGoesWithTheSessionAndIsNobodyElses() {
        projects.create().get(path + "/config_history").statusCode(404);
        project.delete(path).statusCode(200);
        project.get(path + "/config_history").statusCode(404);
    }

    /** It is what somebody reads who must mend such a session. */
    @Test
    void itIsReadableWhereTheRulesNameADroppedTool() {
        String id = project.post(
                        "/tool_router/session", "{'user_id':'ada','preload':{'tools':['SCALE_AI_GET_PROJECT']}}")
                .statusCode(201)
                .extract()
                .path("session_id");
        releases.drop("SCALE_AI_GET_PROJECT", "SCALE_AI_GET_OLD_PROJECT", id);
        project.get("/tool_router/session/" + id).statusCode(400);
        project.get("/tool_router/session/" + id + "/config_history")
                .statusCode(200)
                .body("items[0].is_current", is(true));
    }
}
