package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are exchanged over the admin API while tools are called; tenants are shredded; ciphertexts are tampered with. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class KeyRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LIST_PROJECTS = "SCALE_AI_LIST_PROJECTS";

    private final Projects projects;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final DataSource database;
    private final String keyFile;

    private Project project;
    private Tenant tenant;
    private String account;

    @Inject
    KeyRotationIT(
            Projects projects,
            Tenants tenants,
            TenantTransactions transactions,
            DataSource database,
            @ConfigProperty(name = "patchbay.kek-file") String keyFile) {
        this.projects = projects;
        this.tenants = tenants;
        this.transactions = transactions;
        this.database = database;
        this.keyFile = keyFile;
    }

    @BeforeEach
    void aProjectWithAnAccount() {
        var before = tenants.all();
        project = projects.create();
        tenant = tenants.all().stream()
                .filter(each -> !before.contains(each))
                .findFirst()
                .orElseThrow();
        account = project.connectScale("ada");
    }

    @Test
    void noCallFailsWhileDataKeysAndTheKeyEncryptionKeyAreExchanged() throws Exception {
        var stop = new AtomicBoolean();
        var calls = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var traffic = threads.submit(() -> {
                while (!stop.get()) {
                    project.executes(LIST_PROJECTS, "ada", "{}");
                    calls.incrementAndGet();
                    Thread.sleep(25);
                }
                return true;
            });
            try {
                rotateDataKeys().body("purposes[0].version", is(2)).body("purposes[0].old_versions", is(0));
                var old = lines();
                var next = "k" + System.nanoTime() + ":" + freshKey();
                write(List.of(old.getFirst(), next)); // decrypt-only
                awaitKeys(id(old.getFirst()), id(next));
                write(List.of(next, old.getFirst())); // promoted
                awaitKeys(id(next), id(old.getFirst()));
                rotateDataKeys().body("purposes[0].version", is(3));
                admin().post("/encryption_keys/rewrap").then().statusCode(200).body("unreadable", is(0));
                assertThat(needing(id(old.getFirst()))).isZero();
                assertThat(needing(id(next))).isPositive();
                write(List.of(next)); // the old one is gone
                awaitKeys(id(next));
                project.executes(LIST_PROJECTS, "ada", "{}");
                project.connectScale("bob");
            } finally {
                stop.set(true);
            }
            assertThat(traffic.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(calls).hasValueGreaterThan(20);
        project.executes(LIST_PROJECTS, "bob", "{}");
    }

    @Test
    void aKeyFileWithoutAKeyThatIsNeededIsNotUsedAndTheGatewaySaysSo() throws Exception {
        var good = lines();
        write(List.of("another:" + freshKey()));
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> admin().get("/encryption_keys")
                            .then()
                            .statusCode(200)
                            .body("key_file.problem", containsString("'" + id(good.getFirst()) + "'"))
                            .body("keys[0].id", equalTo(id(good.getFirst()))));
            project.executes(LIST_PROJECTS, "ada", "{}");
            write(List.of("not a key file"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> admin().get("/encryption_keys")
                            .then()
                            .body("key_file.problem", containsString("is not of the form")));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            write(good);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                admin().get("/encryption_keys").jsonPath().getString("key_file.problem"))
                        .isNull());
    }

    @Test
    void aTamperedCredentialFailsTheCallAndTellsNothing() throws Exception {
        sql("UPDATE account_secret SET ciphertext = set_byte(ciphertext, 30, get_byte(ciphertext, 30) # 1)"
                + " WHERE account_id = '" + account + "'");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> project.request()
                        .body("{\"user_id\":\"ada\",\"arguments\":{}}")
                        .post("/api/v3.1/tools/execute/" + LIST_PROJECTS)
                        .then()
                        .body(containsString("cannot be read"))
                        .body(org.hamcrest.Matchers.not(containsString("Exception"))));
        admin().get("/tenants/" + tenant.id() + "/audit_events")
                .then()
                .statusCode(200)
                .body(containsString("credential.integrity_failed"))
                .body(containsString(account));
    }

    @Test
    void aCredentialOfAnotherTenantDoesNotOpenHere() throws Exception {
        var victim = tenant;
        var stolen = sealed();
        aProjectWithAnAccount();
        assertThat(tenant).isNotEqualTo(victim);
        sql("UPDATE account_secret SET ciphertext = decode('" + stolen + "', 'hex') WHERE account_id = '" + account
                + "'");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> project.request()
                        .body("{\"user_id\":\"ada\",\"arguments\":{}}")
                        .post("/api/v3.1/tools/execute/" + LIST_PROJECTS)
                        .then()
                        .body(containsString("cannot be read")));
    }

    /** On other nodes it takes up to five seconds: gateway/clients, nodes.test.mjs. */
    @Test
    void callsThatBeginAfterTheirAccountWasDeletedAreRefusedAndItsCiphertextIsGone() throws Exception {
        var deleted = new AtomicBoolean();
        var before = new AtomicInteger();
        var after = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var batch = threads.submit(() -> {
                while (after.get() < 5) {
                    var late = deleted.get();
                    var succeeded = project.request()
                            .body("{\"user_id\":\"ada\",\"arguments\":{}}")
                            .post("/api/v3.1/tools/execute/" + LIST_PROJECTS)
                            .then()
                            .extract()
                            .asString()
                            .contains("\"successful\":true");
                    assertThat(late && succeeded).isFalse();
                    (late ? after : before).addAndGet(late || succeeded ? 1 : 0);
                }
                return true;
            });
            Awaitility.await().atMost(PATIENCE).until(() -> before.get() >= 5);
            project.delete("/connected_accounts/" + account).statusCode(200);
            deleted.set(true);
            assertThat(batch.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(sql("SELECT count(*) FROM account_secret")).isZero();
    }

    @Test
    void aShreddedTenantIsGoneWithItsKeysAndMayBeShreddedAgain() throws Exception {
        var path = "/tenants/" + tenant.id();
        admin().body("{\"confirm\":\"pr_other\"}").delete(path).then().statusCode(400);
        admin().body("{\"confirm\":\"" + tenant.id() + "\",\"force\":true}")
                .delete(path)
                .then()
                .statusCode(400);
        project.executes(LIST_PROJECTS, "ada", "{}");

        for (int time = 0; time < 2; time++) {
            admin().body("{\"confirm\":\"" + tenant.id() + "\"}")
                    .delete(path)
                    .then()
                    .statusCode(200)
                    .body("shredded", is(true))
                    .body("to_do", containsString("revoke"));
        }

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> project.get("/connected_accounts").statusCode(401));
        assertThat(sql("SELECT count(*) FROM account_secret")).isZero();
        assertThat(sql("SELECT count(*) FROM data_key")).isZero();
        assertThat(sql("SELECT count(*) FROM tool_execution")).isPositive();
        admin().post(path + "/data_keys/rotate").then().statusCode(404);
    }

    @Test
    void onlyAnAdminKeyOpensTheKeys() {
        given().get("/api/admin/v1/encryption_keys").then().statusCode(401);
        project.request().get("/api/admin/v1/encryption_keys").then().statusCode(401);
        project.request()
                .post("/api/admin/v1/tenants/" + tenant.id() + "/data_keys/rotate")
                .then()
                .statusCode(401);
        project.request()
                .body("{\"confirm\":\"" + tenant.id() + "\"}")
                .delete("/api/admin/v1/tenants/" + tenant.id())
                .then()
                .statusCode(401);
        admin().post("/tenants/pr_doesNotExist/data_keys/rotate").then().statusCode(404);
    }

    private ValidatableResponse rotateDataKeys() {
        return admin().post("/tenants/" + tenant.id() + "/data_keys/rotate")
                .then()
                .statusCode(200);
    }

    private RequestSpecification admin() {
        return given().basePath("/api/admin/v1")
                .header("Authorization", "Bearer " + projects.adminKey())
                .contentType(ContentType.JSON);
    }

    private void awaitKeys(String... ids) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin().get("/encryption_keys")
                                .jsonPath()
                                .<String>getList("keys.findAll{it.present}.id"))
                        .containsExactly(ids));
    }

    private int needing(String id) {
        var found = admin().get("/encryption_keys").jsonPath();
        var each = "keys.findAll{it.id=='" + id + "'}.";
        return found.getList(each + "data_keys", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                + found.getList(each + "installation_keys", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(Path.of(keyFile));
    }

    private void write(List<String> lines) throws IOException {
        Files.write(Path.of(keyFile), lines);
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static String freshKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private String sealed() {
        return transactions.call(tenant.id(), () -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT encode(ciphertext, 'hex') FROM account_secret LIMIT 1")) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private long sql(String sql) {
        return transactions.call(tenant.id(), () -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                if (!statement.execute(sql)) {
                    return (long) statement.getUpdateCount();
                }
                var rows = statement.getResultSet();
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }
}
