package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AddressRange;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.RouteTable.Opens;
import dev.patchbay.gateway.RouteTable.Row;
import dev.patchbay.gateway.testhttp.ContentType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bounds an API key, over HTTP (R17, R18). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ApiKeyLimitsIT {
    private static final int POOL = 8;

    /** A pattern for routes of the table, and the scopes; the first that fits counts. */
    private static final String SCOPES = """
            GET /auth_configs.*                                              | auth_configs:read
            .* /auth_configs.*                                               | auth_configs:write
            GET /(connected_accounts|org/project/config).*                   | connected_accounts:read
            .* /(connected_accounts|org/project/config).*                    | connected_accounts:write
            .* /toolkits.*                                                   | toolkits:read
            POST /tools/execute/proxy                                        | proxy_execute:write
            POST /tools/execute/\\{slug}                                     | tool_execution:write
            .* /tools.*                                                      | tools:read
            GET /files/.*                                                    | tool_execution:read
            POST /files/.*                                                   | tool_execution:write
            .* /logs/.*                                                      | observability:read
            POST /tool_router/session/\\{session}/proxy_execute              | proxy_execute:write
            POST /tool_router/session/\\{session}/(execute(_meta)?|search)   | tool_execution:write sessions:write
            POST /tool_router/.*/download_url                                | sessions:read
            GET /tool_router/session/.*                                      | sessions:read
            .* /tool_router/.*                                               | sessions:write
            GET .*\\{operation: .*                                           | triggers:read webhooks:read observability:read sessions:read
            POST .*\\{operation: .*                                          | triggers:write webhooks:write observability:read sessions:write tools:write
            PUT .*\\{operation: .*                                           | webhooks:write
            (PATCH|DELETE) .*\\{operation: .*                                | triggers:write webhooks:write sessions:write
            """;

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

    /** Every route with a key that has every scope but those it takes, and with keys that have one of these only. */
    @Test
    void aRouteTakesItsScopeAndNoOther() {
        var ofOne = new HashMap<String, String>();
        var ofAllBut = new HashMap<List<String>, String>();
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            if (row.opens() == Opens.ADMIN_KEY) {
                continue;
            }
            var taken = scopes(row.route());
            var without = ofAllBut.computeIfAbsent(
                    taken,
                    scopes -> limitedTo(Scope.names().stream()
                            .filter(name -> !scopes.contains(name))
                            .toList()));
            var refused = send(row, without);
            softly.assertThat(refused.statusCode())
                    .as("%s without %s", row, taken)
                    .isEqualTo(403);
            softly.assertThat(refused.asString())
                    .as("%s without %s", row, taken)
                    .contains("This API key is limited")
                    .contains(taken);
            for (var scope : taken) {
                var answered = send(row, ofOne.computeIfAbsent(scope, only -> limitedTo(List.of(only))));
                softly.assertThat(answered.statusCode())
                        .as("%s with %s", row, scope)
                        .isNotIn(401, 403);
            }
        }
        softly.assertAll();
    }

    /** Any of them opens it, as docs/security/keys-and-tokens.md says. */
    private static List<String> scopes(String route) {
        return SCOPES.lines()
                .map(line -> line.split(" \\| ", 2))
                .filter(line -> route.replace("/api/v3.1", "").matches(line[0].strip()))
                .findFirst()
                .map(line -> List.of(line[1].strip().split(" ", -1)))
                .orElseThrow(() -> new AssertionError("SCOPES: which scope does a key need for " + route + "?"));
    }

    private static HttpAnswer send(Row row, String key) {
        return World.send(row, World.unknown(row.path()), World.unknown(row.body()), Map.of(Credentials.KEY, key));
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
