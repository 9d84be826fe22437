package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.get;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the caller's own, by both proxy routes (contract 5.7 and 8.7). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ProxyIT {
    private final Projects projects;
    private Project project = new Project("");
    private String account = "";

    ProxyIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aConnectedUser() {
        project = projects.create();
        account = project.connectScale("ada");
    }

    @Test
    void aSessionCallsItsUsersService() {
        var session = session("");
        proxied(session, "'method':'GET','endpoint':'/batches?limit=1','parameters':[]")
                .statusCode(200)
                .body("status", is(200))
                .body("data.docs.size()", is(1))
                .body("headers.content-type", containsString("json"))
                .body("log_id", startsWith("log_"))
                .body("$", not(hasKey("binary_data")));
        var sent = lastSent();
        assertThat(sent.get("path")).isEqualTo("/v1/batches");
        assertThat(sent.get("method")).isEqualTo("GET");
    }

    @Test
    void theOlderGenerationDoesTheSame() {
        given().header("x-api-key", project.apiKey())
                .contentType("application/json")
                .body(json("{'toolkit_slug':'SCALE_AI','method':'GET','endpoint':'batches?limit=1'}"))
                .post("/api/v3/tool_router/session/" + session("") + "/proxy_execute")
                .then()
                .statusCode(200)
                .body("status", is(200));
    }

    @Test
    void anAccountIsCalledWithoutASession() {
        direct(
                        "'method':'GET','endpoint':'https://api.scale.com/v1/batches','parameters':[{'name':'limit','value':1,'type':'query'}]")
                .statusCode(200)
                .body("status", is(200))
                .body("data.docs.size()", is(1));
        direct("'method':'POST','endpoint':'/batches','parameters':[],'body':{'project':'Fruit Boxes','name':'by proxy "
                        + System.nanoTime() + "'}")
                .statusCode(200)
                .body("status", is(200))
                .body("data.project", equalTo("Fruit Boxes"));
    }

    @Test
    void whatTheServiceRefusesIsAnsweredAsItCame() {
        String log = direct("'method':'GET','endpoint':'/batches/there-is-none'")
                .statusCode(200)
                .body("status", is(404))
                .body("data.error", not(nullValue()))
                .extract()
                .path("log_id");
        // What came of a call is written after its answer has gone.
        await().untilAsserted(() -> project.get("/logs/tool_execution/" + log).body("status", is("failed")));
        project.get("/logs/tool_execution/" + log)
                .statusCode(200)
                .body("type", is("proxy_execution"))
                .body("metadata.tool_slug", is("proxy GET"))
                .body("data.http_status", is(404));
    }

    @Test
    void theCredentialGoesNowhereElse() {
        var before = sent().size();
        for (var endpoint : List.of(
                "https://evil.example/v1/batches",
                "http://api.scale.com/v1/batches",
                "https://api.scale.com/v2/batches",
                "//evil.example/batches",
                "/../batches",
                "/batches/%2e%2e/%2e%2e/x")) {
            direct("'method':'GET','endpoint':'" + endpoint + "'")
                    .statusCode(400)
                    .body("error.message", containsString("endpoint: "))
                    .body("error.message", containsString("https://api.scale.com/v1"));
        }
        for (var name : List.of("Authorization", "host", "X-HTTP-Method-Override")) {
            direct("'method':'GET','endpoint':'/batches','parameters':[{'name':'" + name
                            + "','value':'x','type':'header'}]")
                    .statusCode(400)
                    .body("error.message", containsString("parameters[0]"));
        }
        assertThat(sent()).hasSize(before);
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .filteredOn("egress.blocked"::equals)
                .hasSize(6);
    }

    /** Of a service where the address is the credential. */
    @Test
    void aCredentialInThePathIsPutThereByTheGatewayAlone() {
        var orchard = project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'" + Orchard.APPLICATION_ID + "','generic_api_key':'" + Orchard.REST_API_KEY + "'}");
        var answer = project.post(
                        "/tools/execute/proxy",
                        "{'connected_account_id':'" + orchard
                                + "','method':'GET','endpoint':'https://api.backendless.com/counters/visits'}")
                .statusCode(200)
                .body("status", is(200))
                .extract()
                .asString();
        assertThat(answer).doesNotContain(Orchard.REST_API_KEY);
        project.post(
                        "/tools/execute/proxy",
                        "{'connected_account_id':'" + orchard
                                + "','method':'GET','endpoint':'/data/Users','parameters':[{'name':'user-token','value':'x','type':'header'}]}")
                .statusCode(400)
                .body("error.message", containsString("user-token"));
    }

    @Test
    void whatIsNoTextIsKeptAsAFile() {
        account = project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'" + Orchard.APPLICATION_ID + "','generic_api_key':'" + Orchard.REST_API_KEY + "'}");
        direct("'method':'PUT','endpoint':'/files/binary/proxy/a.bin?overwrite=true','body':'AAEC/w=='")
                .statusCode(200)
                .body("status", is(200));

        var answer = direct("'method':'GET','endpoint':'/files/proxy/a.bin'")
                .statusCode(200)
                .body("status", is(200))
                .body("$", not(hasKey("data")))
                .body("binary_data.size", is(4))
                .body("binary_data.expires_at", not(nullValue()))
                .extract()
                .jsonPath();

        assertThat(given().urlEncodingEnabled(false)
                        .get(answer.getString("binary_data.url"))
                        .asByteArray())
                .containsExactly(0, 1, 2, -1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'workbench':{'enable_proxy_execution':false}                  | GET    | workbench.enable_proxy_execution
            'toolkits':{'enable':['backendless']}                         | GET    | (toolkits)
            'toolkits':{'disable':['scale_ai']}                           | GET    | (toolkits)
            'tags':['readOnlyHint']                                       | DELETE | (tags)
            'tags':['readOnlyHint']                                       | GET    | (tags)
            'tags':['readOnlyHint']                                       | POST   | (tags)
            'tags':{'disable':['destructiveHint']}                        | PUT    | (tags)
            'tags':{'disable':['openWorldHint']}                          | GET    | (tags)
            'tools':{'scale_ai':{'tags':['readOnlyHint']}}                | PATCH  | (tools.scale_ai.tags)
            'tools':{'scale_ai':{'enable':['SCALE_AI_LIST_BATCHES']}}     | GET    | (tools.scale_ai)
            'tools':{'scale_ai':{'disable':['SCALE_AI_CREATE_BATCH']}}    | GET    | (tools.scale_ai)
            """)
    void whatASessionMayNotDoItDoesNotDoByTheProxy(String rules, String method, String place) {
        var session = session("," + rules);
        var before = sent().size();

        proxied(session, "'method':'" + method + "','endpoint':'/batches'")
                .statusCode(400)
                .body("error.message", startsWith("[Session Restriction] a " + method + " through the proxy"))
                .body("error.message", containsString(place));

        assertThat(sent()).hasSize(before);
    }

    @Test
    void rulesForAnotherToolkitLeaveTheProxyOpen() {
        proxied(session(",'tools':{'backendless':{'enable':[]}}"), "'method':'GET','endpoint':'/batches?limit=1'")
                .statusCode(200)
                .body("status", is(200));
    }

    @Test
    void anAuthConfigThatRestrictsToolsHasNoProxy() {
        String config = project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY','tool_access_config':{'tools_available_for_execution':['SCALE_AI_LIST_BATCHES']}}}")
                .statusCode(201)
                .extract()
                .path("auth_config.id");
        account = project.connect(config, "bob", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var session = project.post("/tool_router/session", "{'user_id':'bob'}")
                .statusCode(201)
                .extract()
                .<String>path("session_id");
        var before = sent().size();

        direct("'method':'GET','endpoint':'/batches'")
                .statusCode(400)
                .body("error.message", containsString("auth config " + config + " allows only"));
        proxied(session, "'method':'GET','endpoint':'/batches'")
                .statusCode(400)
                .body("error.message", containsString("auth config " + config + " allows only"));

        assertThat(sent()).hasSize(before);
    }

    @Test
    void theSessionsPinDecidesWhichAccountIsUsed() {
        var other = project.connectScale("ada");
        var session = session(",'connected_accounts':{'scale_ai':['" + account + "']}");

        String log = proxied(session, "'method':'GET','endpoint':'/batches'")
                .statusCode(200)
                .extract()
                .path("log_id");
        project.get("/logs/tool_execution/" + log)
                .statusCode(200)
                .body("metadata.connected_account_id", equalTo(account));
        proxied(session, "'method':'GET','endpoint':'/batches','connected_account_id':'" + other + "'")
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'endpoint':'/batches'                                                        | method: missing
            'method':'TRACE','endpoint':'/batches'                                       | method: must be one of GET, HEAD
            'method':'GET'                                                               | endpoint: missing
            'method':'GET','endpoint':'/batches','body':{'a':1}                          | body: GET and HEAD carry none
            'method':'POST','endpoint':'/batches','binary_body':{'url':'https://a.example/b'} | binary_body.url: not offered here
            'method':'POST','endpoint':'/batches','binary_body':{'base64':'!'}           | binary_body.base64: must be base64
            'method':'POST','endpoint':'/batches','body':'a','binary_body':{'base64':'YQ=='} | not both
            'method':'GET','endpoint':'/batches','parameters':[{'name':'a','value':'b'}] | parameters[0].type: must be header or query
            'method':'GET','endpoint':'/batches','custom_connection_data':{'a':1}        | custom_connection_data: not offered here
            """)
    void whatIsWrongIsNamedWithItsPlace(String members, String problem) {
        direct(members).statusCode(400).body("error.message", containsString(problem));
    }

    @Test
    void anotherTenantsAccountIsUnknown() {
        var mallory = projects.create();
        var body = "{'connected_account_id':'" + account + "','method':'GET','endpoint':'/batches'}";
        mallory.post("/tools/execute/proxy", body).statusCode(404);
    }

    private String session(String rules) {
        return project.post("/tool_router/session", "{'user_id':'ada'" + rules + "}")
                .statusCode(201)
                .extract()
                .path("session_id");
    }

    private ValidatableResponse proxied(String session, String members) {
        return project.post(
                "/tool_router/session/" + session + "/proxy_execute", "{'toolkit_slug':'scale_ai'," + members + "}");
    }

    private ValidatableResponse direct(String members) {
        return project.post("/tools/execute/proxy", "{'connected_account_id':'" + account + "'," + members + "}");
    }

    private static Map<String, Object> lastSent() {
        return sent().getLast();
    }

    private static List<Map<String, Object>> sent() {
        return get(ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class) + "/__sim/requests")
                .jsonPath()
                .getList("");
    }
}
