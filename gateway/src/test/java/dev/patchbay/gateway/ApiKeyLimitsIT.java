package dev.patchbay.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AddressRange;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.Scope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bounds an API key, over HTTP (R17, R18). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ApiKeyLimitsIT {
    private static final int POOL = 8;

    private final Tenants tenants;
    private final ApiKeys keys;
    private final DataSource database;
    private final Clock clock;

    private TenantId tenant = new TenantId("pr_0000000000000000000000");

    ApiKeyLimitsIT(Tenants tenants, ApiKeys keys, DataSource database, Clock clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void aTenant() {
        tenant = tenants.create("a test's project").id();
    }

    /** Each route with a key that has every scope but the one it needs, and with a key that has this one only. */
    @ParameterizedTest
    @CsvSource({
        "GET, /auth_configs, auth_configs:read",
        "POST, /auth_configs, auth_configs:write",
        "GET, /auth_configs/ac_1, auth_configs:read",
        "PATCH, /auth_configs/ac_1, auth_configs:write",
        "PATCH, /auth_configs/ac_1/DISABLED, auth_configs:write",
        "DELETE, /auth_configs/ac_1, auth_configs:write",
        "GET, /connected_accounts, connected_accounts:read",
        "POST, /connected_accounts, connected_accounts:write",
        "GET, /connected_accounts/ca_1, connected_accounts:read",
        "PATCH, /connected_accounts/ca_1, connected_accounts:write",
        "PATCH, /connected_accounts/ca_1/status, connected_accounts:write",
        "DELETE, /connected_accounts/ca_1, connected_accounts:write",
        "POST, /files/upload/request, tool_execution:write",
        "GET, /files/list, tool_execution:read",
        "GET, /tools, tools:read",
        "GET, /tools/enum, tools:read",
        "GET, /tools/X, tools:read",
        "POST, /tools/execute/X, tool_execution:write",
        "GET, /toolkits, toolkits:read",
        "GET, /toolkits/scale_ai, toolkits:read",
        "POST, /tool_router/session, sessions:write",
        "GET, /tool_router/session/trs_1, sessions:read",
        "PATCH, /tool_router/session/trs_1, sessions:write",
        "DELETE, /tool_router/session/trs_1, sessions:write",
        "GET, /tool_router/session/trs_1/tools, sessions:read",
        "POST, /tool_router/session/trs_1/tokens, sessions:write",
        "DELETE, /tool_router/session/trs_1/tokens, sessions:write"
    })
    void aRouteTakesItsScopeAndNoOther(String method, String path, String scope) {
        var others = Scope.names().stream().filter(name -> !name.equals(scope)).toList();

        assertThat(status(limitedTo(others), method, "/api/v3.1" + path)).isEqualTo(403);
        assertThat(status(limitedTo(List.of(scope)), method, "/api/v3.1" + path))
                .isNotIn(401, 403);
    }

    @Test
    void runningAToolInASessionTakesEitherOfTwoScopes() {
        var path = "/api/v3.1/tool_router/session/trs_1/execute";
        var either = List.of("tool_execution:write", "sessions:write");

        assertThat(status(limitedTo(List.of(either.get(0))), "POST", path)).isEqualTo(404);
        assertThat(status(limitedTo(List.of(either.get(1))), "POST", path)).isEqualTo(404);
        var neither =
                Scope.names().stream().filter(name -> !either.contains(name)).toList();
        assertThat(status(limitedTo(neither), "POST", path)).isEqualTo(403);
    }

    @Test
    void theMcpAddressTakesWritingSessions() {
        var path = "/tool_router/trs_" + "0".repeat(22) + "/mcp";

        assertThat(status(limitedTo(List.of("sessions:write")), "POST", path)).isEqualTo(404);
        assertThat(status(limitedTo(List.of("sessions:read", "tool_execution:write")), "POST", path))
                .isEqualTo(403);
    }

    @Test
    void theAnswerNamesTheScopeThatIsMissing() {
        new Project(limitedTo(List.of("tools:read")))
                .post("/auth_configs", "{}")
                .statusCode(403)
                .body("error.slug", equalTo("HTTP_OutOfScope"))
                .body("error.message", containsString("auth_configs:write"));
    }

    @Test
    void aKeyForOtherAddressesLooksLikeNoKey() {
        var elsewhere = new Project(key(KeyLimits.NONE, "203.0.113.0/24"));
        var unknown = new Project(otherwise(elsewhere.apiKey()));

        var refused =
                elsewhere.get("/toolkits").statusCode(401).extract().body().jsonPath();
        var invented = unknown.get("/toolkits").statusCode(401).extract().body().jsonPath();

        assertThat(refused.getString("error.message")).isEqualTo(invented.getString("error.message"));
        new Project(key(KeyLimits.NONE, "127.0.0.0/8", "::1")).get("/toolkits").statusCode(200);
    }

    @Test
    void whatAClientSaysAboutItsAddressDoesNotCount() {
        var elsewhere = key(KeyLimits.NONE, "203.0.113.0/24");
        for (var header : List.of("X-Forwarded-For", "X-Real-IP")) {
            given().header("x-api-key", elsewhere)
                    .header(header, "203.0.113.7")
                    .get("/api/v3.1/toolkits")
                    .then()
                    .statusCode(401);
        }
        given().header("x-api-key", elsewhere)
                .header("Forwarded", "for=203.0.113.7")
                .get("/api/v3.1/toolkits")
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyEndsWhenItSaid() throws InterruptedException {
        var brief = new Project(key(KeyLimits.NONE.until(clock.instant().plus(Duration.ofSeconds(4)))));
        brief.get("/toolkits").statusCode(200);

        Thread.sleep(Duration.ofSeconds(5));

        brief.get("/toolkits").statusCode(401);
    }

    /** With every connection of the pool taken, whatever asks the database cannot be answered. */
    @Test
    void aKeyWithAWrongChecksumCostsNoSql() throws SQLException {
        var wrong = otherwise(key(KeyLimits.NONE));
        var mistyped = wrong.substring(0, wrong.length() - 1) + (wrong.endsWith("0") ? "1" : "0");
        var taken = new ArrayDeque<Connection>();
        try {
            while (taken.size() < POOL) {
                taken.add(database.getConnection());
            }
            for (int i = 0; i < 50; i++) {
                assertThat(status(mistyped, "GET", "/api/v3.1/toolkits")).isEqualTo(401);
                assertThat(status("ak_short", "GET", "/api/v3.1/toolkits")).isEqualTo(401);
            }
            // The same request with a right checksum does ask, and finds no connection.
            assertThat(status(wellFormed(), "GET", "/api/v3.1/toolkits")).isEqualTo(503);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(status(wellFormed(), "GET", "/api/v3.1/toolkits")).isEqualTo(401);
    }

    /** Well formed, and nobody's: its checksum was computed with another implementation of CRC-32. */
    private static String wellFormed() {
        return "ak_000000000000000000000000000000003DOjIW";
    }

    private String limitedTo(List<String> scopes) {
        var granted =
                scopes.stream().map(name -> Scope.named(name).orElseThrow()).collect(Collectors.toSet());
        return key(new KeyLimits(Optional.of(Set.copyOf(granted)), List.of(), Optional.empty()));
    }

    private String key(KeyLimits limits, String... addresses) {
        var ranges = Stream.of(addresses)
                .map(text -> AddressRange.parse(text).orElseThrow())
                .toList();
        return keys.create(tenant, "test", new KeyLimits(limits.scopes(), ranges, limits.expiresAt()))
                .text();
    }

    private static int status(String key, String method, String path) {
        return given().header("x-api-key", key)
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(method.equals("GET") || method.equals("DELETE") ? "" : "{}")
                .request(method, path)
                .statusCode();
    }

    /** The key with one of its characters changed. */
    private static String otherwise(String key) {
        return key.substring(0, 10) + (key.charAt(10) == 'x' ? 'y' : 'x') + key.substring(11);
    }
}
