package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser lets a web page of another origin do (Fetch standard, "CORS protocol"; R37). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class CrossOriginIT {
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String PING = Project.json("{'jsonrpc':'2.0','id':1,'method':'ping'}");

    private final Projects projects;
    private Project project = new Project("");

    CrossOriginIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    private JsonPath session() {
        return project.post("/tool_router/session", "{'user_id':'ada'}")
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification from(String origin) {
        return given().header("Origin", origin).contentType(ContentType.JSON);
    }

    private static RequestSpecification preflight(String origin, String headers) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", headers);
    }

    @Test
    void aPageOfAnAllowedOriginMaySendWhatTheProtocolSendsAndNothingElse() {
        preflight(
                        GatewayResource.ALLOWED_ORIGIN,
                        "authorization, content-type, mcp-protocol-version, Mcp-Session-Id, mcp-method,mcp-name,"
                                + " mcp-param-project, x-api-key, cookie, mcp-param-*")
                .options(session().getString("mcp.url"))
                .then()
                .statusCode(204)
                .header(ALLOW, GatewayResource.ALLOWED_ORIGIN)
                .header("Access-Control-Allow-Methods", "POST, GET, DELETE")
                .header(
                        "Access-Control-Allow-Headers",
                        "authorization, content-type, mcp-protocol-version, mcp-session-id, mcp-method, mcp-name,"
                                + " mcp-param-project")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("Origin"));
    }

    @Test
    void itMayReadAnswersAndRefusalsWithTheHeadersAClientNeeds() {
        var session = session();
        for (var token : new String[] {session.getString("mcp.bearer_token"), "wrong"}) {
            var answer = from(GatewayResource.ALLOWED_ORIGIN)
                    .header("Accept", "application/json, text/event-stream")
                    .header("Authorization", "Bearer " + token)
                    .body(PING)
                    .post(session.getString("mcp.url"));

            assertThat(answer.statusCode()).isEqualTo("wrong".equals(token) ? 401 : 200);
            assertThat(answer.headers().received().allValues(ALLOW)).containsExactly(GatewayResource.ALLOWED_ORIGIN);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Mcp-Session-Id", "WWW-Authenticate");
            assertThat(answer.header("Vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "*",
                "http://chat.example",
                "https://chat.example:8443",
                "https://chat.example.evil.example",
                "https://CHAT.example"
            })
    void aPageOfAnotherOriginIsToldNothing(String origin) {
        var url = session().getString("mcp.url");
        preflight(origin, "authorization").options(url).then().header(ALLOW, nullValue());
        from(origin).body(PING).post(url).then().header(ALLOW, nullValue());
    }

    /** A page has no business with a tenant's API key or with the administration. */
    @Test
    void noOtherAddressIsOpenToPages() {
        for (var path : new String[] {
            "/api/v3.1/tool_router/session", "/api/v3/toolkits", "/api/admin/v1/tenants", "/q/openapi", "/q/health"
        }) {
            preflight(GatewayResource.ALLOWED_ORIGIN, "x-api-key, authorization")
                    .options(path)
                    .then()
                    .header(ALLOW, nullValue())
                    .header("Access-Control-Allow-Headers", nullValue());
        }
        from(GatewayResource.ALLOWED_ORIGIN)
                .header("x-api-key", project.apiKey())
                .get("/api/v3.1/toolkits")
                .then()
                .header(ALLOW, nullValue());
    }
}
