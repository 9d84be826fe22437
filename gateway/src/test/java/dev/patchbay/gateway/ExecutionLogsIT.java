package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The execution logs of a project (contract section 14, at the end). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ExecutionLogsIT {
    private final Projects projects;
    private final String databaseUrl;
    private Project project = new Project("");
    private String account = "";
    private String read = "";
    private String failed = "";

    ExecutionLogsIT(Projects projects, @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.projects = projects;
        this.databaseUrl = databaseUrl;
    }

    @BeforeEach
    void twoCalls() {
        project = projects.create();
        account = project.connectScale("ada");
        read = project.executes("SCALE_AI_LIST_BATCHES", "ada", "{\"limit\":1}")
                .extract()
                .path("log_id");
        failed = project.post(
                        "/tools/execute/SCALE_AI_GET_BATCH", "{'user_id':'ada','arguments':{'batch_name':'none'}}")
                .statusCode(200)
                .extract()
                .path("log_id");
        // Outcomes are written just after the answer.
        await().until(() -> !found("{'filters':[{'field':'status','operator':'==','value':'running'}]}")
                .contains(failed));
    }

    /** All tenants' calls need the same connections (R51). */
    @Test
    void aSearchThatTakesTooLongIsGivenUp() throws SQLException {
        try (var owner = DriverManager.getConnection(
                        databaseUrl, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE tool_execution IN ACCESS EXCLUSIVE MODE");
            project.post("/logs/tool_execution", "{}")
                    .statusCode(503)
                    .body("error.message", containsString("given up after two seconds"))
                    .body("error.suggested_fix", containsString("time_range"));
        }
        project.post("/logs/tool_execution", "{}").statusCode(200);
    }

    @Test
    void aCallIsFoundUnderTheIdThatItAnswered() {
        project.get("/logs/tool_execution/" + read)
                .statusCode(200)
                .body("id", equalTo(read))
                .body("status", is("success"))
                .body("level", is("info"))
                .body("type", is("tool_execution"))
                .body("metadata.tool_slug", is("SCALE_AI_LIST_BATCHES"))
                .body("metadata.toolkit_slug", is("scale_ai"))
                .body("metadata.connected_account_id", equalTo(account))
                .body("metadata.auth_config_id", startsWith("ac_"))
                .body("metadata.request_id", startsWith("req_"))
                .body("metadata.user_id", is("ada"))
                .body("metrics.duration_ms", notNullValue())
                .body("parent", nullValue())
                .body("timings.start_time", notNullValue())
                .body("timings.end_time", notNullValue())
                .body("source.type", is("api"));
        project.get("/logs/tool_execution/" + failed)
                .statusCode(200)
                .body("status", is("failed"))
                .body("level", is("error"))
                .body("message", is("upstream_refused"))
                .body("data.http_status", is(404));
    }

    @Test
    void theNewestComesFirst() {
        assertThat(found("{}")).containsExactly(failed, read);
        assertThat(project.request()
                        .post("/api/v3/logs/tool_execution")
                        .jsonPath()
                        .getList("logs.id", String.class))
                .containsExactly(failed, read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'field':'status','operator':'==','value':'success'}                        | read
            {'field':'status','operator':'!=','value':'success'}                        | failed
            {'field':'tool_slug','operator':'contains','value':'GET_B'}                 | failed
            {'field':'tool_slug','operator':'not_contains','value':'GET_B'}             | read
            {'field':'tool_slug','operator':'contains','value':'%'}                     |
            {'field':'log_id','operator':'==','value':'READ'}                           | read
            {'field':'toolkit_slug','operator':'==','value':'scale_ai'}                 | failed read
            {'field':'connected_account_id','operator':'!=','value':'ACCOUNT'}          |
            {'field':'session_id','operator':'!=','value':'trs_x'}                      | failed read
            {'field':'session_id','operator':'contains','value':'trs_'}                 |
            {'field':'sandbox_id','operator':'==','value':'x'}                          |
            {'field':'sandbox_id','operator':'!=','value':'x'}                          | failed read
            {'field':'user_id','operator':'==','value':'ada'},{'field':'status','operator':'==','value':'failed'} | failed
            """)
    void filtersHoldTogether(String filters, String expected) {
        var asked = filters.replace("READ", read).replace("ACCOUNT", account);
        var names = expected == null ? List.<String>of() : List.of(expected.split(" ", -1));
        assertThat(found("{'filters':[" + asked + "]}"))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> name.equals("read") ? read : failed)
                        .toList());
    }

    @Test
    void aRangeOfTimeHoldsToo() {
        assertThat(found("{'time_range':{'from':0,'to':1}}")).isEmpty();
        assertThat(found("{'time_range':{'from':0}}")).hasSize(2);
        assertThat(found("{'time_range':{'from':253402300799999}}")).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheLastOneEndedWhateverIsAddedMeanwhile() {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = project.post("/logs/tool_execution", "{'limit':1" + cursor + "}")
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("logs.id"));
            cursor = page.get("next_cursor") == null ? "" : ",'cursor':'" + page.getString("next_cursor") + "'";
            if (ids.size() == 1) {
                project.executes("SCALE_AI_LIST_BATCHES", "ada", "{\"limit\":1}");
            }
        } while (!cursor.isEmpty());
        assertThat(ids).containsExactly(failed, read);
    }

    @Test
    void aCursorIsGoodForItsOwnListingOnly() {
        String cursor = project.post("/logs/tool_execution", "{'limit':1}")
                .statusCode(200)
                .extract()
                .path("next_cursor");
        for (var body : List.of(
                "{'limit':1,'cursor':'" + cursor + "x'}",
                "{'limit':1,'cursor':'" + cursor.replace(failed, read) + "'}",
                "{'limit':1,'time_range':{'from':0},'cursor':'" + cursor + "'}")) {
            project.post("/logs/tool_execution", body).statusCode(400).body("error.message", containsString("cursor"));
        }
        projects.create()
                .post("/logs/tool_execution", "{'limit':1,'cursor':'" + cursor + "'}")
                .statusCode(400);
    }

    @Test
    void anotherProjectSeesNothingOfIt() {
        var other = projects.create();
        other.post("/logs/tool_execution", "{}").statusCode(200).body("logs.size()", is(0));
        other.get("/logs/tool_execution/" + read).statusCode(404);
        assertThat(other.get("/logs/tool_execution/" + read)
                        .extract()
                        .jsonPath()
                        .getString("error.message"))
                .isEqualTo(other.get("/logs/tool_execution/log_" + "0".repeat(22))
                        .extract()
                        .jsonPath()
                        .getString("error.message"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'filters':[{'field':'nope','operator':'==','value':'x'}]}            | filters[0].field: must be one of tool_slug
            {'filters':[{'field':'status','operator':'~','value':'x'}]}           | filters[0].operator: must be
            {'filters':[{'field':'status','operator':'==','value':'done'}]}       | a status is
            {'filters':[{'field':'user_id','operator':'=='}]}                     | filters[0].value: missing
            {'time_range':{'from':'yesterday'}}                                   | time_range.from: must be milliseconds
            {'filter':[]}                                                         | filter: unknown
            """)
    void whatIsWrongIsNamedWithItsPlace(String body, String problem) {
        project.post("/logs/tool_execution", body).statusCode(400).body("error.message", containsString(problem));
    }

    private List<String> found(String body) {
        return project.post("/logs/tool_execution", body)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("logs.id", String.class);
    }
}
