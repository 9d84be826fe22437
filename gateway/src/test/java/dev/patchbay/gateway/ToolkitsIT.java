package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Toolkits and their versions over the wire contract (sections 8.9 and 9). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ToolkitsIT {
    private final Projects projects;
    private Project project = new Project("");

    ToolkitsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?sort_by=usage                           | backendless,scale_ai
                    ?sort_by=alphabetically                  | backendless,scale_ai
                    ?managed_by=all&type=all                 | backendless,scale_ai
                    ?managed_by=composio&type=native         | backendless,scale_ai
                    ?include_deprecated=true                 | backendless,scale_ai
                    ?category=database                       | backendless
                    ?category=data-labelling&search=Label    | scale_ai
                    ?search=hosted backend                   | backendless
                    ?managed_by=project                      | ''
                    ?type=custom                             | ''
                    ?category=nope                           | ''
                    """)
    void aListIsFiltered(String query, String slugs) {
        assertThat(String.join(
                        ",",
                        project.get("/toolkits" + query)
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .<String>getList("items.slug")))
                .isEqualTo(slugs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?search=sc            | at least 3
                    ?managed_by=me        | composio, all, project
                    ?type=local           | native, custom, all
                    ?sort_by=name         | usage, alphabetically
                    ?include_deprecated=1 | true or false
                    """)
    void whatAFilterCannotBeIsSaid(String query, String known) {
        project.get("/toolkits" + query).statusCode(400).body("error.message", containsString(known));
    }

    @Test
    void aListedToolkitHasEveryFieldOfTheContract() {
        var item = "items.find{it.slug=='scale_ai'}.";
        project.get("/toolkits")
                .statusCode(200)
                .body(item + "name", equalTo("Scale AI"))
                .body(item + "type", equalTo("native"))
                .body(item + "is_local_toolkit", is(false))
                .body(item + "no_auth", is(false))
                .body(item + "auth_schemes", contains("API_KEY"))
                .body(item + "composio_managed_auth_schemes", empty())
                .body(item + "deprecated.toolkitId", equalTo("scale_ai"))
                .body(item + "meta.created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .body(item + "meta.updated_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .body(item + "meta.description", containsString("labelling"))
                .body(item + "meta.logo", equalTo(""))
                .body(item + "meta.version", matchesPattern("\\d{8}_\\d\\d"))
                .body(item + "meta.categories.id", contains("data-labelling"))
                .body(item + "meta.categories.name", contains("Data labelling"))
                .body(item + "meta.tools_count", equalTo(41))
                .body(item + "meta.triggers_count", equalTo(0));
    }

    @Test
    void oneToolkitHasTheFieldsThatItsFormsAreMadeOf() {
        var details = "auth_config_details[0].";
        var initiation = details + "fields.connected_account_initiation.";
        project.get("/toolkits/backendless?version=latest")
                .statusCode(200)
                .body("enabled", is(true))
                .body("composio_managed_auth", empty())
                .body(details + "name", equalTo("backendless_api_key"))
                .body(details + "mode", equalTo("API_KEY"))
                .body(details + "fields.auth_config_creation.required", empty())
                .body(details + "fields.auth_config_creation.optional", empty())
                // It has several forms, and no field is in all of them.
                .body(initiation + "required", empty())
                .body(initiation + "optional.name", hasItem("application_id"))
                .body(initiation + "optional.required", everyItem(is(false)))
                .body(initiation + "optional.displayName", everyItem(not(equalTo(""))))
                .body(initiation + "optional.type", everyItem(equalTo("string")))
                .body(initiation + "optional.description", everyItem(not(equalTo(""))))
                .body("meta.available_versions", hasItem("20260407_00"))
                .body("meta.categories.slug", containsInAnyOrder("backend-as-a-service", "database"))
                .body("deprecated.toolkitId", equalTo("backendless"))
                .body("deprecated.rawProxyInfoByAuthSchemes", empty());
        project.get("/toolkits/scale_ai")
                .body(initiation + "required.name", contains("api_key"))
                .body(initiation + "required.required", contains(true));
    }

    @Test
    void categoriesAreListedOnce() {
        project.get("/toolkits/categories")
                .statusCode(200)
                .body("items.id", contains("backend-as-a-service", "data-labelling", "database"))
                .body("items.name", hasItem("Data labelling"))
                .body("total_items", equalTo(3));
    }

    @Test
    void theChangelogHasTheVersionsThatThereAre() {
        project.get("/toolkits/changelog")
                .statusCode(200)
                .body("items.slug", contains("backendless", "scale_ai"))
                .body("items[1].name", equalTo("Scale AI"))
                .body("items[1].display_name", equalTo("Scale AI"))
                .body("items[1].versions.version", contains("20260615_00"))
                .body("items[1].versions.changelog", contains(containsString("41 tools")));
    }

    @Test
    void severalAreAskedForByName() {
        project.post("/toolkits/multi", "{'toolkits':['SCALE_AI','nope']}")
                .statusCode(200)
                .body("items.slug", contains("scale_ai"))
                .body("items[0].meta.tools_count", equalTo(41));
        project.post("/toolkits/multi", "{}").body("items.slug", contains("backendless", "scale_ai"));
        project.post("/toolkits/multi", "{'category':'database','managed_by':'all','sort_by':'usage'}")
                .body("items.slug", contains("backendless"));
        project.post("/toolkits/multi", "{'toolkits':[]}").body("items", empty());
        project.post("/toolkits/multi", "{'toolkit':['scale_ai']}").statusCode(400);
        project.post("/toolkits/multi", "{'sort_by':'x'}").statusCode(400);
        String cursor = project.post("/toolkits/multi", "{'limit':1}")
                .body("items.slug", contains("backendless"))
                .extract()
                .path("next_cursor");
        project.post("/toolkits/multi", "{'limit':1,'cursor':'" + cursor + "'}")
                .statusCode(200)
                .body("items.slug", contains("scale_ai"));
        // Of another listing.
        project.post("/toolkits/multi", "{'limit':1,'category':'database','cursor':'" + cursor + "'}")
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "00000000_00", "20260615_00"})
    void aVersionIsTakenWhereverOneCanBeNamed(String version) {
        project.connectScale("ada");
        for (var path : List.of(
                "/toolkits/scale_ai?version=" + version,
                "/tools/SCALE_AI_LIST_BATCHES?version=" + version,
                "/tools/SCALE_AI_LIST_BATCHES?toolkit_versions=" + version,
                "/tools/SCALE_AI_LIST_BATCHES?toolkit_versions[scale_ai]=" + version,
                "/tools?toolkit_slug=scale_ai&toolkit_versions=" + version,
                "/tools?toolkit_versions[scale_ai]=" + version)) {
            project.get(path).statusCode(200);
        }
        project.get("/tools/SCALE_AI_LIST_BATCHES?version=" + version).body("version", equalTo("20260615_00"));
        project.post("/tools/scopes/required", "{'tools':['SCALE_AI_LIST_BATCHES'],'version':'" + version + "'}")
                .statusCode(200);
        project.post(
                        "/tools/execute/SCALE_AI_LIST_BATCHES",
                        "{'user_id':'ada','arguments':{'limit':1},'version':'" + version + "'}")
                .statusCode(200)
                .body("successful", is(true));
    }

    @Test
    void anUnknownVersionIsRefusedWithThoseThereAre() {
        for (var path : List.of(
                "/toolkits/scale_ai?version=20200101_00",
                "/tools/SCALE_AI_LIST_BATCHES?version=20200101_00",
                "/tools/SCALE_AI_LIST_BATCHES?toolkit_versions=20200101_00",
                "/tools/SCALE_AI_LIST_BATCHES?toolkit_versions[Scale_AI]=20200101_00",
                "/tools?toolkit_slug=scale_ai&toolkit_versions=20200101_00",
                "/tools?tool_slugs=SCALE_AI_LIST_BATCHES&toolkit_versions[scale_ai]=20200101_00")) {
            project.get(path)
                    .statusCode(400)
                    .body("error.message", containsString("has no version \"20200101_00\""))
                    .body("error.suggested_fix", containsString("20260615_00, and latest and 00000000_00"));
        }
        for (var body : List.of(
                "/tools/scopes/required {'tools':['SCALE_AI_LIST_BATCHES'],",
                "/tools/execute/SCALE_AI_LIST_BATCHES {'user_id':'ada',")) {
            var parts = body.split(" ", 2);
            project.post(parts[0], parts[1] + "'version':'20200101_00'}")
                    .statusCode(400)
                    .body("error.suggested_fix", containsString("20260615_00"));
        }
        // An SDK sends the pins of all its toolkits each time.
        project.get("/tools?toolkit_slug=scale_ai&toolkit_versions[gmail]=20200101_00")
                .statusCode(200)
                .body("total_items", greaterThan(0));
    }

    @Test
    void theOlderGenerationIsServedTheSame() {
        for (var path : List.of("/toolkits", "/toolkits/categories", "/toolkits/changelog", "/toolkits/scale_ai")) {
            project.request()
                    .get("/api/v3" + path)
                    .then()
                    .statusCode(200)
                    .body("$", hasKey(path.endsWith("i") ? "meta" : "items"));
        }
    }
}
