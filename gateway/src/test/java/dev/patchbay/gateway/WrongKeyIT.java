package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A node whose key file is not that of its database stays up, serves nothing and writes nothing, and recovers (R13). */
@QuarkusTest
@WithTestResource(WrongKeyResource.class)
class WrongKeyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String jdbcUrl;
    private final Path keyFile;
    private final Optional<String> rightLine;

    @Inject
    WrongKeyIT(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "patchbay.kek-file") Path keyFile,
            // Only this class's resource sets it, and every test application checks the injection points of all
            // classes.
            @ConfigProperty(name = WrongKeyResource.RIGHT_LINE) Optional<String> rightLine) {
        this.jdbcUrl = jdbcUrl;
        this.keyFile = keyFile;
        this.rightLine = rightLine;
    }

    @Test
    void withAnotherKeyFileTheNodeWaitsAndWritesNothingUntilTheRightOneIsThere() throws Exception {
        var before = rows();
        assertThat(before).containsEntry("system_key", "1").containsEntry("installation", "0");
        var wrongKey = Files.readString(keyFile).strip().substring(3);

        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(containsString(keyFile.toString()))
                .body(containsString("'k1'"))
                .body(not(containsString(wrongKey.substring(0, 8))));
        for (var path : List.of(
                "/",
                "/api/v3.1/toolkits",
                "/api/admin/v1/encryption_keys",
                "/q/metrics",
                "/q/openapi",
                "/tool_router/trs_x/mcp",
                "/api/v3.1/files/content/file_x",
                "/q/healthy",
                "//q/../api/v3.1/toolkits")) {
            given().header("x-api-key", "ak_x").get(path).then().statusCode(503);
            given().header("x-api-key", "ak_x").body("{}").post(path).then().statusCode(503);
        }
        given().get("/api/v3.1/toolkits")
                .then()
                .header("Retry-After", "5")
                .body("error.slug", equalTo("HTTP_ServiceUnavailable"))
                .body(not(containsString("k1")));
        Thread.sleep(5_000); // two rounds of the watch
        given().get("/q/health/ready").then().statusCode(503);
        assertThat(rows()).isEqualTo(before);

        Files.writeString(keyFile, rightLine.orElseThrow() + "\n");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/api/v3.1/toolkits").then().statusCode(401);
        assertThat(rows()).containsEntry("installation", "1");
    }

    /** Counts where the runtime role sees rows without a tenant, and the size on disk of every table. */
    private Map<String, String> rows() throws SQLException {
        var rows = new TreeMap<String, String>();
        try (var connection =
                        DriverManager.getConnection(jdbcUrl, TestDatabase.APP.user(), TestDatabase.APP.password());
                var statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.job', 'a test', false)");
            try (var sizes = statement.executeQuery("SELECT 'size of ' || relname, pg_relation_size(oid) FROM pg_class"
                    + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")) {
                while (sizes.next()) {
                    rows.put(sizes.getString(1), sizes.getString(2));
                }
            }
            for (var table : List.of("system_key", "admin_key", "installation", "tenant")) {
                try (var count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    count.next();
                    rows.put(table, count.getString(1));
                }
            }
        }
        return rows;
    }
}
