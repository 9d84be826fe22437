package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of answers that are too large for a model: kept, previewed, read in parts, passed on, served as files. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class KeptResultsIT {
    private static final String SMALL = ",'workbench':{'auto_offload_threshold':300}";
    private static final String LIST = "SCALE_AI_LIST_BATCHES";

    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");

    KeptResultsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSessionInWhichLittleIsTooLarge() {
        project = projects.create();
        project.connectScale("ada");
        session = session(SMALL);
    }

    private JsonPath session(String rules) {
        return project.post("/tool_router/session", "{'user_id':'ada'" + rules + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private String path() {
        return "/tool_router/session/" + session.getString("session_id");
    }

    private JsonPath rpc(String method, String params) {
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

    private JsonPath call(String tool, String arguments) {
        var result = rpc("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
        return JsonPath.from(result.getString("result.content[0].text"));
    }

    private String kept() {
        return call(LIST, "{}").getString("data.handle");
    }

    @Test
    void aLargeAnswerComesAsAPreviewWithAHandle() {
        var preview = call(LIST, "{}");
        assertThat(preview.getString("error")).isNull();
        assertThat(preview.getString("data.handle")).startsWith("res_");
        assertThat(preview.getString("data.tool")).isEqualTo(LIST);
        assertThat(preview.getInt("data.bytes")).isGreaterThan(300);
        assertThat(preview.getString("data.schema")).contains("name");
        assertThat(preview.getString("data.next")).contains("PATCHBAY_READ_RESULT");
    }

    @Test
    void whatIsReadOfItIsWhatTheServiceSaid() {
        var whole = project.post(path() + "/execute", "{'tool_slug':'" + LIST + "','arguments':{}}")
                .statusCode(200)
                .body("data", not(hasKey("handle")))
                .extract()
                .jsonPath();
        var handle = kept();
        var rows = call("PATCHBAY_READ_RESULT", "{'handle':'" + handle + "','path':'docs','fields':['name']}");
        assertThat(rows.getInt("data.total"))
                .isEqualTo(whole.getList("data.docs").size());
        assertThat(rows.getList("data.items.name")).isEqualTo(whole.getList("data.docs.name"));
        assertThat(call("PATCHBAY_READ_RESULT", "{'handle':'" + handle + "','path':'docs','count':true}")
                        .getInt("data.total"))
                .isEqualTo(whole.getList("data.docs").size());
    }

    @Test
    void aKeptValueGoesIntoALaterCallWithoutTheModel() {
        var handle = kept();
        String name = "from a result " + UUID.randomUUID();
        var created = call(
                "COMPOSIO_MULTI_EXECUTE_TOOL",
                "{'tools':[{'tool_slug':'SCALE_AI_CREATE_BATCH','arguments':{'name':'" + name
                        + "','project':{'$result':'" + handle + "','path':'docs[0].project'}}}]}");
        assertThat(created.getInt("data.success_count")).isOne();
        var read = call("PATCHBAY_READ_RESULT", "{'handle':'" + handle + "','path':'docs[0].project'}");
        assertThat(created.getString("data.results[0].response.data.project")).isEqualTo(read.getString("data.value"));
    }

    @Test
    void aReferenceThatNamesNothingIsSaidAndNothingIsSent() {
        var error = call("SCALE_AI_CREATE_BATCH", "{'name':'n','project':{'$result':'res_0000000000000000000000'}}")
                .getString("error");
        assertThat(error).contains("do not fit SCALE_AI_CREATE_BATCH; nothing was sent", "project: $result");
    }

    @Test
    void anotherSessionOfTheSameUserDoesNotReadIt() {
        var handle = kept();
        session = session(SMALL);
        assertThat(call("PATCHBAY_READ_RESULT", "{'handle':'" + handle + "'}").getString("error"))
                .isEqualTo(call("PATCHBAY_READ_RESULT", "{'handle':'res_0000000000000000000000'}")
                        .getString("error"))
                .contains("handle: no result of this session has it");
        assertThat(rpc("resources/read", "{'uri':'patchbay:///files/results/" + handle + ".json'}")
                        .getInt("error.code"))
                .isEqualTo(-32002);
        assertThat(call("SCALE_AI_CREATE_BATCH", "{'name':'n','project':{'$result':'" + handle + "'}}")
                        .getString("error"))
                .contains("no result of this session has it");
    }

    @Test
    void ofManyResultsTheLargestAreKeptUntilTheRestFits() {
        session = session(",'workbench':{'auto_offload_threshold':500}");
        var run = call(
                "COMPOSIO_MULTI_EXECUTE_TOOL",
                "{'tools':[{'tool_slug':'" + LIST + "','arguments':{'limit':1}},{'tool_slug':'" + LIST
                        + "','arguments':{'limit':100}}]}");
        assertThat(run.getMap("data.results[0].response.data")).doesNotContainKey("handle");
        assertThat(run.getMap("data.results[1].response.data")).containsKey("handle");
        assertThat(run.getInt("data.remote_file_info.files[0].index")).isOne();
        var file = run.getString("data.remote_file_info.files[0].mount_relative_path");
        assertThat(file).isEqualTo("results/" + run.getString("data.results[1].response.data.handle") + ".json");
    }

    @Test
    void everyResultIsKeptOnRequest() {
        session = session("");
        var run = call(
                "COMPOSIO_MULTI_EXECUTE_TOOL",
                "{'tools':[{'tool_slug':'" + LIST + "','arguments':{'limit':1}}],'sync_response_to_workbench':true}");
        assertThat(run.getString("data.results[0].response.data.handle")).startsWith("res_");
    }

    @Test
    void programsGetAnswersWholeUnlessTheyAskForPreviews() {
        var body = "{'tool_slug':'" + LIST + "','arguments':{}%s}";
        project.post(path() + "/execute", body.formatted("")).body("data", hasKey("docs"));
        project.post(path() + "/execute", body.formatted(",'enable_auto_workbench_offload':true"))
                .body("data", hasKey("handle"));
        project.post("/tools/execute/" + LIST, "{'user_id':'ada','arguments':{}}")
                .body("data", hasKey("docs"));
    }

    @Test
    void withoutAWorkbenchAnswersAreWhole() {
        session = session(",'workbench':{'enable':false,'auto_offload_threshold':300}");
        assertThat(call(LIST, "{}").getMap("data")).containsKey("docs");
    }

    @Test
    void aKeptResultIsAResourceAndAFileOfItsSession() {
        var handle = kept();
        var uri = "patchbay:///files/results/" + handle + ".json";
        var listed = rpc("resources/list", "{}");
        assertThat(listed.getList("result.resources.uri", String.class)).contains(uri);
        assertThat(listed.getString("result.resources.find { it.uri == '" + uri + "' }.mimeType"))
                .isEqualTo("application/json");
        assertThat(listed.getString("result.resources.find { it.uri == '" + uri + "' }.title"))
                .startsWith("Result kept on 20");
        var begun =
                "{'ref':{'type':'ref/prompt','name':'read_large_result'},'argument':{'name':'handle','value':'%s'}}";
        assertThat(rpc("completion/complete", begun.formatted(handle.substring(0, 6)))
                        .getList("result.completion.values"))
                .containsExactly(handle);
        assertThat(rpc("completion/complete", begun.formatted("res_-")).getList("result.completion.values"))
                .isEmpty();
        var read = rpc("resources/read", "{'uri':'" + uri + "'}");
        var whole = JsonPath.from(read.getString("result.contents[0].text"));
        assertThat(whole.getMap("")).containsKey("docs");
        project.get(path() + "/mounts/files/items?mount_relative_prefix=results/")
                .statusCode(200)
                .body("items.mount_relative_path", equalTo(java.util.List.of("results/" + handle + ".json")));
        String url = project.post(
                        path() + "/mounts/files/download_url", "{'mount_relative_path':'results/" + handle + ".json'}")
                .statusCode(201)
                .extract()
                .path("download_url");
        assertThat(given().urlEncodingEnabled(false)
                        .get(url)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap(""))
                .isEqualTo(whole.getMap(""));
    }

    @Test
    void resourcesThatDoNotExistAreSaidSo() {
        for (var uri :
                new String[] {"patchbay:///files/no.txt", "file:///etc/passwd", "patchbay:///files/../x", "%%"}) {
            var error = rpc("resources/read", "{'uri':'" + uri + "'}");
            assertThat(error.getInt("error.code")).as(uri).isEqualTo(-32002);
        }
        assertThat(rpc("resources/read", "{}").getInt("error.code")).isEqualTo(-32602);
        assertThat(rpc("resources/list", "{'cursor':'x'}").getInt("error.code")).isEqualTo(-32602);
    }

    @Test
    void withoutASessionNothingIsKept() {
        project.post(
                        "/tools/execute/PATCHBAY_READ_RESULT",
                        "{'user_id':'ada','arguments':{'handle':'res_0000000000000000000000'}}")
                .statusCode(400)
                .body("error.message", containsString("PATCHBAY_READ_RESULT"));
    }
}
