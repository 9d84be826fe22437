package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.Response;
import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Each step of authenticating is made to fail; none yields an identity (R26). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AuthenticationFaultsIT {
    private final Projects projects;
    private final String databaseUrl;

    AuthenticationFaultsIT(
            Projects projects, @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.projects = projects;
        this.databaseUrl = databaseUrl;
    }

    @Test
    void whoCannotBeLookedUpIsNobody() throws Exception {
        var project = projects.create();
        var admin = projects.adminKey();
        var session = project.session("ada", "scale_ai");

        without("api_key", () -> {
            assertUnavailable(project.request().get("/api/v3.1/toolkits"));
            assertUnavailable(project.request().body("{}").post(session.getString("mcp.url")));
        });
        without(
                "admin_key",
                () -> assertUnavailable(
                        given().header("Authorization", "Bearer " + admin).get("/api/admin/v1/tenants")));
        without("session", () -> assertUnavailable(ping(session)));
        without("signing_key", () -> assertUnavailable(ping(session)));

        assertThat(ping(session).statusCode()).isEqualTo(200);
        assertThat(project.request().get("/api/v3.1/toolkits").statusCode()).isEqualTo(200);
    }

    private static void assertUnavailable(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.body().asString()).contains("who is calling").doesNotContain("SQL", "permission", "items");
    }

    /** What was read before is trusted for some seconds; only then does a step ask again. */
    private void without(String table, Runnable test) throws Exception {
        asOwner("REVOKE SELECT ON " + table + " FROM " + TestDatabase.APP.user());
        try {
            Thread.sleep(Duration.ofSeconds(6));
            test.run();
        } finally {
            asOwner("GRANT SELECT ON " + table + " TO " + TestDatabase.APP.user());
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(
                        databaseUrl, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Response ping(JsonPath session) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                .post(session.getString("mcp.url"));
    }
}
