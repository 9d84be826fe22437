package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every act of an operator has its one row, under the operator's key (R53); what is refused has none. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AdminAuditIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Projects projects;
    private String operator = "";
    private AuditLog log = new AuditLog("");

    AdminAuditIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void anOperator() {
        log = new AuditLog(projects.adminKey());
        // Made over HTTP, so that its id is known.
        var key = log.post("/admin_keys", "{\"name\":\"operator\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        operator = key.getString("id");
        log = new AuditLog(key.getString("key"));
    }

    private interface Act {
        void perform();
    }

    /** What the act adds to the installation's chain; failed authentications of other tests aside. */
    private List<Map<String, Object>> added(Act act) {
        var before = log.ofInstallation().size();
        act.perform();
        return log.ofInstallation().stream()
                .skip(before)
                .filter(row -> !"authentication.failed".equals(row.get("action"))
                        && !"access.refused".equals(row.get("action")))
                .toList();
    }

    private void adds(String subject, Act act, String... actions) {
        var rows = added(act);
        assertThat(rows).extracting(row -> row.get("action")).containsExactly((Object[]) actions);
        assertThat(rows).extracting(row -> row.get("subject")).allMatch(subject::equals);
        assertThat(rows)
                .extracting(row -> row.get("actor"))
                .allMatch(Map.of("kind", "admin_key", "id", operator)::equals);
    }

    @Test
    void aTenantAndItsKeys() {
        var tenant = log.post("/tenants", "{\"name\":\"Orchard\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        var id = tenant.getString("id");
        assertThat(log.actions(id, 0)).containsExactlyInAnyOrder("tenant.created", "api_key.created");
        var keys = "/tenants/" + id + "/api_keys";
        var key = log.post(keys, "{\"name\":\"second\",\"scopes\":[\"tools:read\"]}")
                .statusCode(201)
                .extract()
                .<String>path("id");
        delete(keys + "/" + key).statusCode(200);
        delete(keys + "/" + key).statusCode(404);
        log.post(keys, "{\"name\":7}").statusCode(400);

        assertThat(log.actions(id, 2)).containsExactly("api_key.created", "api_key.revoked");
        assertThat(log.of(id))
                .extracting(row -> row.get("actor"))
                .containsOnly(Map.of("kind", "admin_key", "id", operator));
        assertThat(log.of(id).getLast()).containsEntry("subject", key);
        log.verify(id).body("problems", empty());
    }

    @Test
    void keysOfTheAdministration() {
        var made = new String[1];
        var rows = added(() -> made[0] = log.post("/admin_keys", "{\"name\":\"n\"}")
                .statusCode(201)
                .extract()
                .path("id"));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "admin_key.created")
                        .containsEntry("subject", made[0]));
        adds(made[0], () -> delete("/admin_keys/" + made[0]).statusCode(200), "admin_key.revoked");
        adds(made[0], () -> delete("/admin_keys/" + made[0]).statusCode(404));
    }

    @Test
    void keysThatSignTokens() {
        var made = new String[1];
        var rows = added(() -> made[0] =
                log.post("/signing_keys/rotate", "").statusCode(201).extract().path("kid"));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "signing_key.rotated")
                        .containsEntry("subject", made[0]));
        adds(made[0], () -> delete("/signing_keys/" + made[0]).statusCode(200), "signing_key.removed");
        adds(made[0], () -> delete("/signing_keys/" + made[0]).statusCode(404));
    }

    @Test
    void aNewKeyEncryptionKeyTakesOver() {
        var primary = log.get("/encryption_keys").statusCode(200).extract().<String>path("keys[0].id");
        adds(
                primary,
                () -> log.post("/encryption_keys/rewrap", "").statusCode(200),
                "encryption_key.rewrap_requested",
                "encryption_key.rewrapped");
    }

    @Test
    void aTenantsDataKeys() {
        var project = projects.create();
        project.connectScale("ada");
        var before = log.count(project.tenant());

        log.post("/tenants/" + project.tenant() + "/data_keys/rotate", "").statusCode(200);

        assertThat(log.of(project.tenant()).stream().skip(before).toList())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "data_key.rotated")
                        .containsEntry("actor", Map.of("kind", "admin_key", "id", operator))
                        .containsEntry("details", Map.of("purpose", "credentials", "version", "2")));
    }

    @Test
    void aShreddedTenantIsGoneAndItsChainIsNot() throws SQLException {
        var project = projects.create();
        project.authConfig("scale_ai");
        var tenant = project.tenant();
        adds(
                tenant,
                () -> delete("/tenants/" + tenant, "{\"confirm\":\"" + tenant + "\"}")
                        .statusCode(200),
                "tenant.shred_requested",
                "tenant.shredded");

        assertThat(log.actions(tenant, 0)).containsExactly("auth_config.created");
        log.verify(tenant).body("problems", empty());

        AuditLog.asOwner(
                tenant,
                "ALTER TABLE audit_event DISABLE TRIGGER USER",
                "UPDATE audit_event SET subject = 'ac_0'",
                "ALTER TABLE audit_event ENABLE TRIGGER USER");
        log.post("/audit/verify", "{}").body("problems.chain", hasItem(tenant));
    }

    /** Whoever cannot be recorded does nothing (R53), operators too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "REVOKE INSERT ON audit_event FROM patchbay_app|GRANT INSERT ON audit_event TO patchbay_app",
                "REVOKE UPDATE (sequence, hash) ON audit_head FROM patchbay_app"
                        + "|GRANT UPDATE (sequence, hash) ON audit_head TO patchbay_app"
            })
    void withoutTheAuditLogNoOperatorDoesAnything(String damageAndRepair) throws SQLException {
        var damage = damageAndRepair.split("\\|", 2);
        var project = projects.create();
        project.connectScale("ada");
        var tenant = "/tenants/" + project.tenant();
        String spare = log.post("/admin_keys", "{\"name\":\"spare\"}").extract().path("id");
        String next = log.post("/signing_keys/rotate", "").extract().path("kid");
        String key = log.get(tenant + "/api_keys").extract().path("items[0].id");
        var before = state(tenant);
        AuditLog.asOwner(project.tenant(), damage[0]);
        try {
            log.post("/tenants", "{\"name\":\"unrecorded\"}").statusCode(503);
            log.post("/admin_keys", "{\"name\":\"unrecorded\"}").statusCode(503);
            delete("/admin_keys/" + spare).statusCode(503);
            log.post("/signing_keys/rotate", "").statusCode(503);
            delete("/signing_keys/" + next).statusCode(503);
            log.post("/encryption_keys/rewrap", "").statusCode(503);
            log.post(tenant + "/data_keys/rotate", "").statusCode(503);
            log.post(tenant + "/api_keys", "{\"name\":\"unrecorded\"}").statusCode(503);
            delete(tenant + "/api_keys/" + key).statusCode(503);
            delete(tenant, "{\"confirm\":\"" + project.tenant() + "\"}").statusCode(503);
        } finally {
            AuditLog.asOwner(project.tenant(), damage[1]);
        }

        assertThat(state(tenant)).isEqualTo(before);
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}"); // with a key that is there, and a credential that opens
        log.verify(project.tenant()).body("problems", empty());
    }

    /** Without what time alone changes: which signing key signs. */
    private List<String> state(String tenant) {
        var signing = log.get("/signing_keys").statusCode(200).extract().jsonPath();
        return Stream.concat(
                        Stream.of(signing.getString("items.kid"), signing.getString("items.removed_at")),
                        Stream.of("/tenants", "/admin_keys", "/encryption_keys", tenant + "/api_keys")
                                .map(path ->
                                        log.get(path).statusCode(200).extract().asString()))
                .toList();
    }

    @Test
    void lookingAtTheAuditLogItself() {
        adds("", () -> log.post("/audit/verify", "{}").statusCode(200), "audit.verified");
        adds("", () -> log.post("/audit/checkpoints", "{}").statusCode(200), "audit.checkpointed");
        adds("", () -> log.post("/audit/verify", "{\"tenants\":1}").statusCode(400));
    }

    /** Who has a key and asks for more than it is good for: counted like a failed authentication, under the key's id. */
    @Test
    void aKeyOutsideItsScopeIsCounted() {
        var tenant = projects.create().tenant();
        var key = log.post("/tenants/" + tenant + "/api_keys", "{\"name\":\"n\",\"scopes\":[\"tools:read\"]}")
                .statusCode(201)
                .extract()
                .jsonPath();
        for (var i = 0; i < 3; i++) {
            new Project(key.getString("key")).get("/auth_configs").statusCode(403);
        }
        given().header("Authorization", "Bearer " + log.adminKey())
                .header("Origin", "https://elsewhere.example")
                .get("/api/admin/v1/tenants")
                .then()
                .statusCode(403);

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(times("out_of_scope", tenant, Map.of("kind", "api_key", "id", key.getString("id"))))
                    .isEqualTo(3);
            assertThat(times("foreign_origin", "", Map.of("kind", "admin_key", "id", operator)))
                    .isEqualTo(1);
        });
    }

    private long times(String reason, String subject, Map<String, String> actor) {
        return log.ofInstallation().stream()
                .filter(row -> "access.refused".equals(row.get("action")))
                .filter(row -> subject.equals(row.get("subject")) && actor.equals(row.get("actor")))
                .map(row -> (Map<?, ?>) row.get("details"))
                .filter(details -> reason.equals(details.get("reason")))
                .mapToLong(details -> Long.parseLong(String.valueOf(details.get("times"))))
                .sum();
    }

    private ValidatableResponse delete(String path) {
        return delete(path, "");
    }

    private ValidatableResponse delete(String path, String body) {
        var request =
                given().header("Authorization", "Bearer " + log.adminKey()).contentType(ContentType.JSON);
        return (body.isEmpty() ? request : request.body(body))
                .delete("/api/admin/v1" + path)
                .then();
    }
}
