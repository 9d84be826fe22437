package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.gateway.limits.UsedUpMinute;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit over HTTP, and the headers that every answer of the API carries (contract 3.5). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class RateLimitIT {
    private static final String TOOLKITS = "/api/v3.1/toolkits";

    private final Projects projects;
    private final UsedUpMinute usedUpMinute;
    private Project project = new Project("");

    RateLimitIT(Projects projects, UsedUpMinute usedUpMinute) {
        this.projects = projects;
        this.usedUpMinute = usedUpMinute;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void everyAnswerSaysHowManyAreLeft() {
        var session = project.session("ada", "scale_ai");
        var mcp = "/tool_router/" + session.getString("session_id") + "/mcp";
        for (var answer : List.of(
                project.request().get(TOOLKITS),
                project.request().get("/api/v3/toolkits"),
                project.request().get("/api/v3.1/toolkits/nope"),
                project.request().get("/api/v3.1/nothing/here"),
                project.request().body("{").post("/api/v3.1/auth_configs"),
                project.request().header("Accept", "text/html").get(TOOLKITS),
                project.request().header("Content-Encoding", "gzip").body("{}").post("/api/v3.1/auth_configs"),
                project.request()
                        .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                        .post(mcp),
                project.request().delete(mcp),
                given().get(TOOLKITS),
                given().header("x-api-key", "ak_wrong").get(TOOLKITS),
                given().get(mcp))) {
            assertThat(answer.getHeader("X-RateLimit")).as(answer.asString()).isEqualTo("120000");
            assertThat(answer.getHeader("X-RateLimit-Window-Size")).isEqualTo("60");
            assertThat(Integer.parseInt(answer.getHeader("X-RateLimit-Remaining")))
                    .isBetween(119_000, 120_000);
        }
    }

    @Test
    void eachRequestTakesOneAlsoOneThatIsOutOfScope() {
        var limited = projects.limited(project, "toolkits:read");
        await().until(() -> {
            var before = remaining(limited.request().get(TOOLKITS));
            var refused = remaining(limited.request().get("/api/v3.1/auth_configs"));
            return refused == before - 1 && remaining(project.request().get(TOOLKITS)) == before - 2;
        }); // where a minute ends in between, it is asked again
    }

    @Test
    void whatIsTooMuchIsRefusedWithTheTimeToWait() {
        var answer = usedUp(() -> project.request().get(TOOLKITS));

        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("Rate limit exceeded. Limit: 120000 requests per 1 minutes")
                .isEqualTo(answer.jsonPath().getString("error.message"));
        assertThat(answer.jsonPath().getMap("error"))
                .containsEntry("code", 10429)
                .containsEntry("slug", "HTTP_TooManyRequests")
                .containsEntry("status", 429);
        assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 60);
        assertThat(answer.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(answer.getHeader("x-should-retry")).isNull(); // nothing was done, so SDKs may wait and repeat
    }

    @Test
    void theMcpAddressIsLimitedLikeTheRest() {
        var session = project.session("ada", "scale_ai");
        var answer = usedUp(() -> given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                .post(session.getString("mcp.url")));

        assertThat(answer.jsonPath().getMap("")).containsEntry("jsonrpc", "2.0");
        assertThat(answer.jsonPath().getString("error.message")).startsWith("Rate limit exceeded");
        assertThat(answer.getHeader("Retry-After")).isNotNull();
    }

    @Test
    void anotherTenantIsNotRefusedMeanwhileNorTheAdministration() {
        usedUp(() -> project.request().get(TOOLKITS));

        projects.create().get("/toolkits").statusCode(200);
        var administration = given().headers(Map.of("Authorization", "Bearer " + projects.adminKey()))
                .get("/api/admin/v1/tenants/" + project.tenant() + "/api_keys");
        assertThat(administration.statusCode()).isEqualTo(200);
        assertThat(administration.getHeader("X-RateLimit")).isNull();
    }

    /** Again where the minute ended in between. */
    private Response usedUp(Supplier<Response> request) {
        return await().until(
                        () -> {
                            usedUpMinute.of(project.tenant());
                            return request.get();
                        },
                        answer -> answer.statusCode() == 429);
    }

    private static int remaining(Response answer) {
        return Integer.parseInt(answer.getHeader("X-RateLimit-Remaining"));
    }
}
