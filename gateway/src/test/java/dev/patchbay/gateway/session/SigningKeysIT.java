package dev.patchbay.gateway.session;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.SigningKeyStore;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.Response;
import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotation and emergency removal over HTTP; another instance with a memory of its own stands for another node (R25). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SigningKeysIT {
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final AdminKeys adminKeys;
    private final SigningKeys keys;
    private final SigningKeys otherNode;
    private final String databaseUrl;

    private String apiKey = "";
    private String adminKey = "";

    SigningKeysIT(
            Tenants tenants,
            ApiKeys apiKeys,
            AdminKeys adminKeys,
            SigningKeys keys,
            SigningKeyStore store,
            TenantTransactions transactions,
            Clock clock,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.adminKeys = adminKeys;
        this.keys = keys;
        this.otherNode = new SigningKeys(store, transactions, clock);
        this.databaseUrl = databaseUrl;
    }

    @BeforeEach
    void someoneToAsk() {
        apiKey = apiKeys.create(tenants.create("a test's project").id(), "test").text();
        adminKey = adminKeys.create("test").text();
    }

    @Test
    void aNewKeyIsKnownEverywhereBeforeItSignsAndOldTokensStayGood() {
        var before = session();
        var old = kid(before);
        var next = admin("POST", "/signing_keys/rotate", 201).getString("kid");

        assertThat(next).matches("sig_[0-9A-Za-z]{22}");
        assertThat(otherNode.checking(next)).isPresent();
        assertThat(otherNode.signing().kid()).isEqualTo(old);
        assertThat(kid(session())).isEqualTo(old);

        await().atMost(Duration.ofSeconds(60)).until(() -> kid(session()).equals(next));
        var after = session();

        assertThat(ping(before).statusCode()).isEqualTo(200);
        assertThat(ping(after).statusCode()).isEqualTo(200);
        assertThat(otherNode.checking(old)).isPresent();
        assertThat(otherNode.signing().kid()).isEqualTo(next);
        var listed = admin("GET", "/signing_keys", 200);
        assertThat(listed.getString("items.find { it.kid == '" + next + "' }.state"))
                .isEqualTo("signing");
        assertThat(listed.getString("items.find { it.kid == '" + old + "' }.state"))
                .isEqualTo("checking");
        assertThat(listed.getString("items.find { it.kid == '" + old + "' }.checks_until"))
                .isNotNull();
        assertThat(listed.prettify()).doesNotContain("pair", "private");
    }

    @Test
    void afterRemovalNoTokenOfTheKeyIsGoodAndTokensAreIssuedOn() {
        var before = session();
        var compromised = kid(before);
        assertThat(ping(before).statusCode()).isEqualTo(200);
        assertThat(otherNode.checking(compromised)).isPresent();

        assertThat(admin("DELETE", "/signing_keys/" + compromised, 200).getString("state"))
                .isEqualTo("removed");

        assertThat(ping(before).statusCode()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> otherNode.checking(compromised).isEmpty());
        var after = session();
        assertThat(kid(after)).isNotEqualTo(compromised);
        assertThat(ping(after).statusCode()).isEqualTo(200);
        admin("DELETE", "/signing_keys/" + compromised, 404);
        admin("DELETE", "/signing_keys/none", 404);
    }

    @Test
    void unknownKeysHaveTheDatabaseAskedAtMostOnceASecond() throws SQLException {
        otherNode.signing();
        asOwner("REVOKE SELECT ON signing_key FROM " + TestDatabase.APP.user());
        try {
            // A read would fail now, so that none fails says that none was made.
            var since = System.nanoTime();
            int unread = 0;
            while (System.nanoTime() - since < 300_000_000) {
                assertThat(otherNode.checking("sig_" + unread)).isEmpty();
                unread++;
            }
            assertThat(unread).isGreaterThan(100);
            assertThat(otherNode.checking("not the name of a key")).isEmpty();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThatThrownBy(() -> otherNode.checking("sig_unknown"))
                            .isInstanceOf(RuntimeException.class));
        } finally {
            asOwner("GRANT SELECT ON signing_key TO " + TestDatabase.APP.user());
        }
    }

    @Test
    void theTableHoldsNoKeyInTheClear() throws SQLException {
        var pair = keys.signing().pair();
        try (var owner = DriverManager.getConnection(
                        databaseUrl, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
                var statement = owner.createStatement();
                var rows = statement.executeQuery("SELECT encode(wrapped, 'hex') FROM system_key")) {
            var count = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getString(1))
                        .doesNotContain(
                                HexFormat.of().formatHex(pair.getPublic().getEncoded()));
            }
            assertThat(count).isPositive();
        }
    }

    private JsonPath admin(String method, String path, int status) {
        return given().header("Authorization", "Bearer " + adminKey)
                .request(method, "/api/admin/v1" + path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private JsonPath session() {
        return given().header("x-api-key", apiKey)
                .contentType(ContentType.JSON)
                .body("{\"user_id\":\"ada\"}")
                .post("/api/v3.1/tool_router/session")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Response ping(JsonPath session) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                .post(session.getString("mcp.url"));
    }

    private static String kid(JsonPath session) {
        var token = session.getString("mcp.bearer_token");
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }

    private void asOwner(String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(
                        databaseUrl, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
