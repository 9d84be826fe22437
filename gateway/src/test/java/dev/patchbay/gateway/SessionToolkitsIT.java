package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session may use, and how its user stands with it (contract section 5.2). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SessionToolkitsIT {
    private final Projects projects;
    private Project project = new Project("");

    SessionToolkitsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    /** Where the toolkits of a new session of ada's are listed. */
    private String session(String rules) {
        String id = project.post("/tool_router/session", "{'user_id':'ada'" + rules + "}")
                .statusCode(201)
                .extract()
                .path("session_id");
        return "/tool_router/session/" + id + "/toolkits";
    }

    private List<String> slugs(String path) {
        return project.get(path).statusCode(200).extract().jsonPath().getList("items.slug");
    }

    @Test
    void eachSaysWhetherTheUserIsConnected() {
        var account = project.connectScale("ada");
        project.get(session("") + "?toolkits=SCALE_AI")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].slug", equalTo("scale_ai"))
                .body("items[0].name", equalTo("Scale AI"))
                .body("items[0].enabled", is(true))
                .body("items[0].is_no_auth", is(false))
                .body("items[0].composio_managed_auth_schemes", empty())
                .body("items[0].meta.description", containsString("labelling"))
                .body("items[0].connected_account.id", equalTo(account))
                .body("items[0].connected_account.user_id", equalTo("ada"))
                .body("items[0].connected_account.status", equalTo("ACTIVE"))
                .body("items[0].connected_account.auth_config.auth_scheme", equalTo("API_KEY"))
                .body("items[0].connected_account.auth_config.is_composio_managed", is(false))
                .body("items[0].connected_account.auth_config.id", org.hamcrest.Matchers.startsWith("ac_"));
        project.get(session("") + "?toolkits=backendless")
                .body("items[0]", hasKey("connected_account"))
                .body("items[0].connected_account", nullValue());
    }

    @Test
    void whatTheSessionMayNotUseIsNotThere() {
        assertThat(slugs(session(""))).containsExactly("backendless", "scale_ai");
        assertThat(slugs(session(",'toolkits':{'enable':['scale_ai']}"))).containsExactly("scale_ai");
        assertThat(slugs(session(",'toolkits':{'disable':['scale_ai']}"))).containsExactly("backendless");
        assertThat(slugs(session(",'toolkits':{'enable':['scale_ai']}") + "?toolkits=backendless,scale_ai"))
                .containsExactly("scale_ai");
    }

    @Test
    void itIsSearchedFilteredAndPaged() {
        project.connectScale("ada");
        var path = session("");
        assertThat(slugs(path + "?search=LABELLING")).containsExactly("scale_ai");
        assertThat(slugs(path + "?search=backendl")).containsExactly("backendless");
        assertThat(slugs(path + "?is_connected=true")).containsExactly("scale_ai");
        assertThat(slugs(path + "?is_connected=false")).containsExactly("backendless");
        String cursor = project.get(path + "?limit=1")
                .body("total_items", equalTo(2))
                .body("items.slug[0]", equalTo("backendless"))
                .extract()
                .path("next_cursor");
        assertThat(slugs(path + "?limit=1&cursor=" + cursor)).containsExactly("scale_ai");
        project.get(path + "?toolkits=nope")
                .statusCode(404)
                .body("error.suggested_fix", containsString("backendless, scale_ai"));
        project.get(path + "?is_connected=perhaps").statusCode(400);
    }

    @Test
    void onlyWhatACallWouldTakeIsShown() {
        var older = project.authConfig("scale_ai");
        var first = project.connect(older, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var second = project.connectScale("ada");
        project.connectScale("bob");
        assertThat(account(session(""))).isEqualTo(second);
        assertThat(account(session(",'connected_accounts':{'scale_ai':['" + first + "']}")))
                .isEqualTo(first);
        assertThat(account(session(",'auth_configs':{'scale_ai':'" + older + "'}")))
                .isEqualTo(first);
        project.delete("/connected_accounts/" + second).statusCode(200);
        assertThat(account(session(""))).isEqualTo(first);
    }

    private String account(String path) {
        return project.get(path + "?toolkits=scale_ai")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].connected_account.id");
    }

    @Test
    void anAccountThatCannotBeUsedIsShownButNotAsActive() {
        var account = project.connectScale("ada");
        var path = session("");
        String config = project.get("/connected_accounts/" + account).extract().path("auth_config.id");
        project.request()
                .patch("/api/v3.1/auth_configs/" + config + "/DISABLED")
                .then()
                .statusCode(200);
        project.get(path + "?toolkits=scale_ai")
                .body("items[0].connected_account.id", equalTo(account))
                .body("items[0].connected_account.status", equalTo("INACTIVE"));
        assertThat(slugs(path + "?is_connected=true")).isEmpty();
        project.request()
                .patch("/api/v3.1/auth_configs/" + config + "/ENABLED")
                .then()
                .statusCode(200);
        project.patch("/connected_accounts/" + account + "/status", "{'enabled':false}")
                .statusCode(200);
        project.get(path + "?toolkits=scale_ai").body("items[0].connected_account.status", equalTo("INACTIVE"));
    }

    @Test
    void aConnectionThatIsBegunIsShownAsSuch() {
        var path = session("");
        String account = project.post(path.replace("/toolkits", "/link"), "{'toolkit':'scale_ai'}")
                .statusCode(201)
                .extract()
                .path("connected_account_id");
        project.get(path + "?toolkits=scale_ai")
                .body("items[0].connected_account.id", equalTo(account))
                .body("items[0].connected_account.status", equalTo("INITIATED"));
        assertThat(slugs(path + "?is_connected=true")).isEmpty();
    }
}
