package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every act has its one row (R53); the map of acts is docs/security/audit.md. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AuditIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Projects projects;
    private final TenantTransactions transactions;
    private final DataKeys dataKeys;
    private Project project = new Project("");
    private AuditLog log = new AuditLog("");

    AuditIT(Projects projects, TenantTransactions transactions, DataKeys dataKeys) {
        this.transactions = transactions;
        this.dataKeys = dataKeys;
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
        log = new AuditLog(projects.adminKey());
    }

    private interface Act {
        void perform();
    }

    /** What the acts add to the project's chain, once outcomes of calls have followed. */
    private List<Map<String, Object>> rowsOf(int expected, Act act) {
        var before = log.count(project.tenant());
        act.perform();
        await().atMost(LONG).until(() -> log.count(project.tenant()) >= before + expected);
        return log.of(project.tenant()).stream().skip(before).toList();
    }

    private void adds(Act act, String... actions) {
        assertThat(rowsOf(actions.length, act))
                .extracting(row -> row.get("action"))
                .containsExactly((Object[]) actions);
    }

    @Test
    void eachActOnAuthConfigsIsOneRow() {
        adds(() -> project.authConfig("scale_ai"), "auth_config.created");
        var id = project.authConfig("scale_ai");
        adds(
                () -> project.patch("/auth_configs/" + id, "{'type':'custom','name':'other'}")
                        .statusCode(200),
                "auth_config.changed");
        adds(() -> project.patch("/auth_configs/" + id + "/DISABLED", "{}").statusCode(200), "auth_config.disabled");
        adds(() -> project.patch("/auth_configs/" + id + "/ENABLED", "{}").statusCode(200), "auth_config.enabled");
        project.connect(id, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var deleted = rowsOf(1, () -> project.delete("/auth_configs/" + id).statusCode(200));
        assertThat(deleted).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("action", "auth_config.deleted").containsEntry("subject", id);
            assertThat(row).containsEntry("details", Map.of("accounts", "1"));
        });
        adds(() -> project.delete("/auth_configs/" + id).statusCode(404));
    }

    @Test
    void eachActOnConnectedAccountsIsOneRow() {
        var config = project.authConfig("scale_ai");
        var fields = "{'generic_api_key':'" + Project.SCALE_KEY + "'}";
        adds(() -> project.connect(config, "ada", fields), "connected_account.created");
        var id = project.connect(config, "ada", fields);
        adds(
                () -> project.patch("/connected_accounts/" + id, "{'alias':'work'}")
                        .statusCode(200),
                "connected_account.changed");
        adds(
                () -> project.patch(
                                "/connected_accounts/" + id,
                                "{'connection':{'state':{'authScheme':'API_KEY','val':" + fields + "}}}")
                        .statusCode(200),
                "connected_account.changed");
        adds(
                () -> project.patch("/connected_accounts/" + id + "/status", "{'enabled':false}")
                        .statusCode(200),
                "connected_account.disabled");
        adds(
                () -> project.patch("/connected_accounts/" + id + "/status", "{'enabled':true}")
                        .statusCode(200),
                "connected_account.enabled");
        adds(() -> project.delete("/connected_accounts/" + id).statusCode(200), "connected_account.deleted");
        adds(() -> project.delete("/connected_accounts/" + id).statusCode(404));
        adds(() ->
                project.patch("/connected_accounts/" + id, "{'alias':'gone'}").statusCode(404));
    }

    @Test
    void eachActOnSessionsIsOneRow() {
        adds(() -> project.session("ada", "scale_ai"), "session.created", "session_token.issued");
        var session = project.session("ada", "scale_ai");
        var path = "/tool_router/session/" + session.getString("session_id");
        adds(
                () -> project.patch(path, "{'toolkits':{'enable':['backendless']}}")
                        .statusCode(200),
                "session.changed");
        adds(() -> project.patch(path, "{'toolkits':{'enable':['no_such']}}").statusCode(400));
        adds(() -> project.post(path + "/tokens", "{}").statusCode(201), "session_token.issued");
        adds(() -> project.delete(path + "/tokens").statusCode(200), "session_token.revoked");
        adds(() -> project.delete(path).statusCode(200), "session.deleted");
        adds(() -> project.delete(path).statusCode(404));
    }

    @Test
    void aFileThatIsDeletedFromASessionIsOneRow() {
        var session = project.session("ada", "scale_ai").getString("session_id");
        var delete = "/tool_router/session/" + session + "/mounts/files/delete";
        adds(() -> project.sendFile(session, "a.txt", "x").statusCode(200));

        var rows = rowsOf(
                1, () -> project.post(delete, "{'mount_relative_path':'a.txt'}").statusCode(200));

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "session_file.deleted")
                        .containsEntry("subject", session));
        adds(() -> project.post(delete, "{'mount_relative_path':'a.txt'}").statusCode(404));
    }

    @Test
    void aLinkThatIsDeclinedIsOneRow() {
        var link = link(project.authConfig("scale_ai"));
        var page = new ConnectPage(link.getString("redirect_url"));
        page.open().then().statusCode(200);

        var rows = rowsOf(1, () -> page.type("_cancel", "1").then().statusCode(200));

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "connect_link.declined")
                        .containsEntry("subject", link.getString("connected_account_id")));
        adds(() -> page.type("_cancel", "1").then().statusCode(410));
    }

    private JsonPath link(String config) {
        return project.post("/connected_accounts/link", "{'auth_config_id':'" + config + "','user_id':'ada'}")
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Test
    void aCallIsItsStartAndItsEndUnderTheIdOfTheCallAndOfTheRequest() {
        project.connectScale("ada");
        var requestId = new String[1];

        var rows = rowsOf(
                2,
                () -> requestId[0] = project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}")
                        .extract()
                        .header("x-request-id"));

        assertThat(rows)
                .extracting(row -> row.get("action"))
                .containsExactly("tool.execution_started", "tool.execution_ended");
        assertThat(rows).extracting(row -> row.get("request_id")).containsOnly(requestId[0]);
        assertThat(rows)
                .extracting(row -> row.get("subject"))
                .containsOnly(rows.getFirst().get("subject"))
                .allMatch(id -> String.valueOf(id).startsWith("log_"));
    }

    @Test
    void aSessionsHolderIsNamedAsTheActor() {
        project.connectScale("ada");
        var session = project.session("ada", "scale_ai");

        var rows = rowsOf(2, () -> project.callsOverMcp(session, "SCALE_AI_LIST_BATCHES", "{}"));

        assertThat(rows)
                .extracting(row -> row.get("actor"))
                .containsOnly(Map.of("kind", "session_token", "id", session.getString("session_id")));
        assertThat(rows.getFirst().get("details"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("session", session.getString("session_id"))
                .containsEntry("tool", "SCALE_AI_LIST_BATCHES");
    }

    @Test
    void aToolThatTheSessionRefusesIsOneRow() {
        project.connectScale("ada");
        var session = project.post("/tool_router/session", "{'user_id':'ada','toolkits':{'enable':['backendless']}}")
                .statusCode(201)
                .extract()
                .jsonPath();

        var rows = rowsOf(
                1,
                () -> project.post(
                                "/tool_router/session/" + session.getString("session_id") + "/execute",
                                "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{}}")
                        .statusCode(400));

        assertThat(rows)
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("action", "tool.refused").containsEntry("outcome", "REFUSED"));
    }

    @Test
    void aToolThatTheAuthConfigRefusesIsOneRow() {
        var config = project.authConfig("scale_ai");
        project.patch(
                        "/auth_configs/" + config,
                        "{'type':'custom','tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']}}")
                .statusCode(200);
        project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");

        adds(
                () -> project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                        .statusCode(400),
                "tool.refused");
    }

    @Test
    void aDataKeyThatIsUsedUpIsReplacedAndThatIsOneRow() throws SQLException {
        project.connectScale("ada");
        AuditLog.asOwner(project.tenant(), "UPDATE data_key SET uses = " + (1L << 30));
        var tenant = new TenantId(project.tenant());

        var rows = rowsOf(1, () -> transactions.run(tenant, () -> dataKeys.forSealing(tenant, "credentials", 2000)));

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "data_key.rotated")
                        .containsEntry("actor", Map.of("kind", "job", "id", "key use limit"))
                        .containsEntry("details", Map.of("purpose", "credentials", "version", "2")));
    }

    @Test
    void aStoredCredentialThatDoesNotOpenIsOneRow() throws SQLException {
        var account = project.connectScale("ada");
        // The last byte belongs to the tag.
        AuditLog.asOwner(
                project.tenant(),
                "UPDATE account_secret SET ciphertext = set_byte(ciphertext, length(ciphertext) - 1,"
                        + " 255 - get_byte(ciphertext, length(ciphertext) - 1))");
        var rows = rowsOf(
                3, () -> project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}"));

        assertThat(rows)
                .filteredOn(row -> "credential.integrity_failed".equals(row.get("action")))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("subject", account).containsEntry("outcome", "FAILED"));
    }

    @Test
    void blockedEgressIsOneRow() {
        project.connectScale("ada");

        var rows = rowsOf(
                3,
                () -> project.post(
                                "/tools/execute/SCALE_AI_UPLOAD_FILE",
                                "{'user_id':'ada','arguments':{'file':{'url':'https://127.0.0.1/x.png'}}}")
                        .statusCode(400));

        assertThat(rows)
                .extracting(row -> row.get("action"))
                .containsExactlyInAnyOrder("tool.execution_started", "egress.blocked", "tool.execution_ended");
    }

    @Test
    void whoWasRefusedIsCountedAndNothingIsLost() {
        var before = failures();
        for (var i = 0; i < 20; i++) {
            given().header("x-api-key", "ak_wrong")
                    .get("/api/v3.1/toolkits")
                    .then()
                    .statusCode(401);
            given().get("/api/v3.1/toolkits").then().statusCode(401);
            given().header("Authorization", "Bearer x")
                    .get("/api/admin/v1/audit_events")
                    .then()
                    .statusCode(401);
        }

        await().atMost(LONG).until(() -> failures() == before + 60);
        assertThat(failureRows())
                .extracting(row -> String.valueOf(detail(row, "route")))
                .contains("GET /api/{generation: v3(\\.1)?}/toolkits", "GET /api/admin/v1/audit_events");
    }

    @Test
    void aRevokedTokenIsCountedForItsTenant() {
        var session = project.session("ada", "scale_ai");
        project.delete("/tool_router/session/" + session.getString("session_id") + "/tokens")
                .statusCode(200);

        given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(401);

        await().atMost(LONG)
                .until(() -> failureRows().stream()
                        .anyMatch(row -> project.tenant().equals(row.get("subject"))
                                && "revoked".equals(detail(row, "reason"))));
    }

    @Test
    void theFirstStartIsOnRecord() {
        assertThat(log.ofInstallation())
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("action", "admin_key.created")
                        .containsEntry("actor", Map.of("kind", "job", "id", "first start")))
                .anySatisfy(row -> assertThat(row).containsEntry("action", "signing_key.created"));
    }

    @Test
    void anOperatorsLookAtTheChainsIsOnRecord() {
        log.verify(project.tenant()).body("problems", empty());

        assertThat(log.ofInstallation())
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("action", "audit.verified")
                        .containsEntry("subject", project.tenant()));
    }

    @Test
    void aChainIsReadInPagesAndOnlyOfTenantsThatExist() {
        project.authConfig("scale_ai");
        project.authConfig("scale_ai");
        log.get("/tenants/" + project.tenant() + "/audit_events?limit=1")
                .body("items", hasSize(1))
                .body("next_after", is(1));
        log.get("/tenants/" + project.tenant() + "/audit_events?limit=1&after=1")
                .body("items.sequence", equalTo(List.of(2)));
        log.get("/tenants/pr_0000000000000000000000/audit_events").statusCode(404);
        log.get("/tenants/nonsense/audit_events").statusCode(404);
        log.get("/audit_events?limit=x").statusCode(400);
        log.post("/audit/verify", "{\"tenants\":1}").statusCode(400);
        project.get("/../admin/v1/audit_events").statusCode(401);
    }

    /** Whoever cannot be recorded does nothing (R53). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "REVOKE INSERT ON audit_event FROM patchbay_app|GRANT INSERT ON audit_event TO patchbay_app",
                "ALTER TABLE audit_event RENAME TO hidden|ALTER TABLE hidden RENAME TO audit_event",
                "REVOKE UPDATE (sequence, hash) ON audit_head FROM patchbay_app"
                        + "|GRANT UPDATE (sequence, hash) ON audit_head TO patchbay_app"
            })
    void withoutTheAuditLogNothingHappens(String damageAndRepair) throws SQLException {
        var damage = damageAndRepair.split("\\|", 2);
        var config = project.authConfig("scale_ai");
        var account = project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var session = project.session("ada", "scale_ai").getString("session_id");
        project.sendFile(session, "a.txt", "x").statusCode(200);
        var link = link(config);
        var page = new ConnectPage(link.getString("redirect_url"));
        page.open().then().statusCode(200);
        var sent = simulatorLog();
        AuditLog.asOwner(project.tenant(), damage[0]);
        try {
            project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                    .statusCode(503);
            project.post(
                            "/tools/execute/proxy",
                            "{'connected_account_id':'" + account + "','method':'GET','endpoint':'/batches'}")
                    .statusCode(503);
            project.patch("/org/project/config", "{'display_name':'unrecorded'}")
                    .statusCode(503);
            assertThat(simulatorLog()).isEqualTo(sent);
            project.post(
                            "/auth_configs",
                            "{'toolkit':{'slug':'scale_ai'},'auth_config':"
                                    + "{'type':'use_custom_auth','authScheme':'API_KEY'}}")
                    .statusCode(503);
            project.post(
                            "/connected_accounts",
                            "{'auth_config':{'id':'" + config + "'},'connection':{'user_id':'eve','state':"
                                    + "{'authScheme':'API_KEY','val':{'generic_api_key':'" + Project.SCALE_KEY
                                    + "'}}}}")
                    .statusCode(503);
            project.post("/tool_router/session", "{'user_id':'eve'}").statusCode(503);
            project.delete("/connected_accounts/" + account).statusCode(503);
            project.delete("/tool_router/session/" + session).statusCode(503);
            project.delete("/tool_router/session/" + session + "/tokens").statusCode(503);
            project.post("/tool_router/session/" + session + "/tokens", "{}").statusCode(503);
            project.post("/tool_router/session/" + session + "/mounts/files/delete", "{'mount_relative_path':'a.txt'}")
                    .statusCode(503);
            var form = page.typed("_cancel", "1");
            page.send(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "null"), form)
                    .then()
                    .statusCode(503);
        } finally {
            AuditLog.asOwner(project.tenant(), damage[1]);
        }

        project.get("/org/project/config").body("display_name", equalTo("a test's project"));
        project.get("/auth_configs").body("items.id", equalTo(List.of(config)));
        var pending = link.getString("connected_account_id");
        project.get("/connected_accounts").body("items.id", containsInAnyOrder(account, pending));
        project.get("/connected_accounts/" + pending).body("status", equalTo("INITIATED"));
        page.open().then().statusCode(200);
        project.get("/tool_router/session/" + session).statusCode(200);
        project.get("/tool_router/session/" + session + "/mounts/files/items").body("items", hasSize(1));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
        log.verify(project.tenant()).body("problems", empty());
    }

    /** An outcome of a call under way while the log cannot be written is written once it can. */
    @Test
    void aCallUnderWayGetsItsEndOnceTheLogCanBeWrittenAgain() throws Exception {
        project.connectScale("ada");
        simulator("POST", "fault", "{'kind':'slow','delay_ms':3000}");
        var before = log.count(project.tenant());
        var call = Thread.ofVirtual().start(() -> project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}"));
        try {
            await().atMost(LONG).until(() -> log.count(project.tenant()) == before + 1);
            AuditLog.asOwner(project.tenant(), "REVOKE INSERT ON audit_event FROM patchbay_app");
            call.join();
        } finally {
            AuditLog.asOwner(project.tenant(), "GRANT INSERT ON audit_event TO patchbay_app");
            simulator("DELETE", "fault", "");
        }

        await().atMost(LONG).until(() -> log.count(project.tenant()) == before + 2);
        assertThat(log.actions(project.tenant(), before + 1)).containsExactly("tool.execution_ended");
    }

    @Test
    void noRowHoldsASecret() {
        var key = "test_not_a_key_marker_4711";
        project.connect(project.authConfig("scale_ai"), "ada", "{'generic_api_key':'" + key + "'}");

        assertThat(log.of(project.tenant()).toString()).doesNotContain(key, project.apiKey(), "marker_4711");
        assertThat(new HashSet<>(log.actions(project.tenant(), 0)))
                .isEqualTo(Set.of("auth_config.created", "connected_account.created"));
    }

    private static @Nullable Object detail(Map<String, Object> row, String name) {
        return row.get("details") instanceof Map<?, ?> details ? details.get(name) : null;
    }

    private long failures() {
        return failureRows().stream()
                .map(row -> (Map<?, ?>) row.get("details"))
                .mapToLong(details -> Long.parseLong(String.valueOf(details.get("times"))))
                .sum();
    }

    private List<Map<String, Object>> failureRows() {
        return log.ofInstallation().stream()
                .filter(row -> "authentication.failed".equals(row.get("action")))
                .toList();
    }

    private static String simulatorLog() {
        return simulator("GET", "requests", "");
    }

    private static String simulator(String method, String command, String body) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return given().body(Project.json(body))
                .request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
