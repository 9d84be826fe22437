package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making Connect links over the wire contract (sections 5.6 and 11.3); the page itself is ConnectPageIT's. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ConnectLinksRestIT {
    private final Projects projects;
    private final TenantTransactions transactions;
    private final AuthConfigs configs;
    private Project project = new Project("");

    ConnectLinksRestIT(Projects projects, TenantTransactions transactions, AuthConfigs configs) {
        this.projects = projects;
        this.transactions = transactions;
        this.configs = configs;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void aSessionsLinkMakesAnAccountThatWaitsAndAnAuthConfigWhereThereIsNone() {
        var link = sessionLink(session("{'user_id':'ada'}"), "{'toolkit':'SCALE_AI','alias':'work'}")
                .statusCode(201)
                .body("link_token", matchesPattern("lt_[0-9A-Za-z]{38}"))
                .extract()
                .jsonPath();
        assertThat(link.getString("redirect_url")).matches("http://[^/]+/link/" + link.getString("link_token"));
        project.get("/connected_accounts/" + link.getString("connected_account_id"))
                .statusCode(200)
                .body("status", equalTo("INITIATED"))
                .body("state.val.status", equalTo("INITIATED"))
                .body("user_id", equalTo("ada"))
                .body("alias", equalTo("work"))
                .body("auth_config.auth_scheme", equalTo("API_KEY"));
        project.get("/auth_configs").body("items.name", contains("Scale AI"));
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .containsSubsequence("auth_config.created", "connect_link.created");
    }

    @Test
    void aSecondLinkTakesTheSameAuthConfigAndDisturbsNobody() {
        var account = project.connectScale("ada");
        var session = session("{'user_id':'ada'}");
        sessionLink(session, "{'toolkit':'scale_ai'}").statusCode(201);
        sessionLink(session, "{'toolkit':'scale_ai'}").statusCode(201);
        project.get("/auth_configs").body("items", hasSize(1));
        project.get("/connected_accounts/" + account).body("status", equalTo("ACTIVE"));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
        project.get("/connected_accounts?statuses=INITIATED").body("items", hasSize(2));
    }

    @Test
    void anAccountThatWaitsIsNotUsed() {
        sessionLink(session("{'user_id':'ada'}"), "{'toolkit':'scale_ai'}").statusCode(201);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803))
                .body("error.message", containsString("not finished"));
    }

    @Test
    void aLinkNeedsNoSession() {
        var config = project.authConfig("scale_ai");
        var link = project.post(
                        "/connected_accounts/link",
                        "{'auth_config_id':'%s','user_id':'ada','callback_url':'https://app.example/done'}"
                                .formatted(config))
                .statusCode(201)
                .body("link_token", startsWith("lt_"))
                .extract()
                .jsonPath();
        project.get("/connected_accounts/" + link.getString("connected_account_id"))
                .body("auth_config.id", equalTo(config))
                .body("status", equalTo("INITIATED"));
        var left = Duration.between(
                OffsetDateTime.now(java.time.ZoneOffset.UTC), OffsetDateTime.parse(link.getString("expires_at")));
        assertThat(left).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void anAccountMadeWithoutACredentialGetsALink() {
        var config = project.authConfig("scale_ai");
        project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'%s'},'connection':{'user_id':'ada'}}".formatted(config))
                .statusCode(201)
                .body("status", equalTo("INITIATED"))
                .body("connectionData.val.status", equalTo("INITIATED"))
                .body("redirect_url", containsString("/link/lt_"));
    }

    @Test
    void olderClientsGetTheSame() {
        var session = session("{'user_id':'ada'}");
        project.request()
                .body("{\"toolkit\":\"scale_ai\"}")
                .post("/api/v3/tool_router/session/" + session + "/link")
                .then()
                .statusCode(201);
    }

    @Test
    void aSessionMakesLinksOnlyForWhatItAllows() {
        var session = session("{'user_id':'ada','toolkits':{'enable':['backendless']}}");
        sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(403)
                .body("error.slug", equalTo("Session_ToolkitNotAllowed"))
                .body("error.message", containsString("not allowed in this session"));
        sessionLink(session, "{'toolkit':'nothing'}").statusCode(404);
        sessionLink("trs_" + "0".repeat(22), "{'toolkit':'scale_ai'}").statusCode(404);
        project.get("/connected_accounts").body("items", empty());
        assertThat(refusals())
                .singleElement()
                .asString()
                .contains("tool=toolkit scale_ai", "not allowed in this session (toolkits)", "session=" + session);
    }

    @Test
    void aSessionWithPinnedAccountsMakesNoLinkForTheirToolkit() {
        var account = project.connectScale("ada");
        var session = session("{'user_id':'ada','connected_accounts':{'scale_ai':['" + account + "']}}");
        sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(400)
                .body("error.message", containsString("names the accounts to use for scale_ai"));
        assertThat(refusals())
                .singleElement()
                .asString()
                .contains("tool=toolkit scale_ai", "(connected_accounts)", "session=" + session);
        sessionLink(session, "{'toolkit':'backendless'}").statusCode(201);
    }

    @Test
    void aSessionsAuthConfigIsTakenAndADisabledOneIsNot() {
        var first = project.authConfig("scale_ai");
        project.authConfig("scale_ai");
        var session = session("{'user_id':'ada','auth_configs':{'scale_ai':'" + first + "'}}");
        String account = sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(201)
                .extract()
                .path("connected_account_id");
        project.get("/connected_accounts/" + account).body("auth_config.id", equalTo(first));
        disable(first);
        sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(400)
                .body("error.message", containsString("Auth config " + first + " is disabled"));
    }

    @Test
    void aProjectThatDisabledEveryAuthConfigGetsNoNewOne() {
        disable(project.authConfig("scale_ai"));
        sessionLink(session("{'user_id':'ada'}"), "{'toolkit':'scale_ai'}")
                .statusCode(400)
                .body("error.message", containsString("Every auth config of scale_ai is disabled"));
        project.get("/auth_configs?show_disabled=true").body("items", hasSize(1));
    }

    @Test
    void anAliasIsGivenOnce() {
        var session = session("{'user_id':'ada'}");
        sessionLink(session, "{'toolkit':'scale_ai','alias':'work'}").statusCode(201);
        sessionLink(session, "{'toolkit':'scale_ai','alias':'work'}")
                .statusCode(400)
                .body("error.message", containsString("alias: \"work\" is already another account"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | toolkit: missing
            {'toolkit':'scale_ai','experimental':{'acl_config_for_shared':{'allow_all_users':true}}} | only valid on SHARED
            {'toolkit':'scale_ai','experimental':{'account_type':'OTHER'}} | must be PRIVATE or SHARED
            {'toolkit':'scale_ai','other':1} | other: unknown
            {'toolkit':'scale_ai','alias':''} | alias: must have 1 to 128 characters
            """)
    void whatIsWrongIsNamed(String body, String problem) {
        sessionLink(session("{'user_id':'ada'}"), body).statusCode(400).body("error.message", containsString(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example/x",
                "/relative",
                "https:opaque",
                "https:///nohost",
                "ftp://files.example/",
                "https://user@app.example/",
                "https://user:pass@app.example/",
                "https://app.example/#fragment",
                "https://app.example/\\\\evil",
                "https://app.example/a b",
                " https://app.example/",
                "https://app.example/\\r\\nSet-Cookie: a=b",
                ""
            })
    void aCallbackIsAnOrdinaryAddress(String callback) {
        sessionLink(session("{'user_id':'ada'}"), "{'toolkit':'scale_ai','callback_url':'" + callback + "'}")
                .statusCode(400)
                .body("error.message", containsString("callback_url: must be an absolute http or https address"));
        project.get("/connected_accounts").body("items", empty());
    }

    @Test
    void aSessionMaySayWhereItsLinksAreOpened() {
        var session =
                session("{'user_id':'ada','experimental':{'link_url_overwrite':'https://tools.example/connect/'}}");
        sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(201)
                .body("redirect_url", startsWith("https://tools.example/connect/link/lt_"));
    }

    @Test
    void aSessionSaysWhereItsUsersGoAfterConnecting() {
        var session =
                session("{'user_id':'ada','manage_connections':{'callback_url':'https://app.example/of-session'}}");
        String url = sessionLink(session, "{'toolkit':'scale_ai'}")
                .statusCode(201)
                .extract()
                .path("redirect_url");
        var page = new ConnectPage(url);
        page.open();
        page.type("_cancel", "1").then().body(containsString("href=\"https://app.example/of-session?status=failed"));
    }

    /** Told when the session is made, not when its first user wants to connect. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'manage_connections':{'callback_url':'https://user@app.example/'}          | manage_connections.callback_url: must be
            'experimental':{'link_url_overwrite':'javascript:x'}                       | experimental.link_url_overwrite: must be
            'experimental':{'link_url_overwrite':'https://tools.example/?tenant=a'}    | without a query
            """)
    void aSessionIsNotMadeWithAddressesThatItsLinksCouldNotHave(String settings, String problem) {
        project.post("/tool_router/session", "{'user_id':'ada'," + settings + "}")
                .statusCode(400)
                .body("error.message", containsString(problem));
    }

    @Test
    void whoNeedsNoNewAuthConfigWaitsForNobodyWhoMakesOne() {
        project.authConfig("scale_ai");
        var session = session("{'user_id':'ada'}");
        var tenant = new TenantId(project.tenant());
        transactions.run(tenant, () -> {
            configs.lock(tenant, new ToolkitSlug("scale_ai"));
            assertThat(CompletableFuture.supplyAsync(() -> sessionLink(session, "{'toolkit':'scale_ai'}")))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(answer -> answer.statusCode(201));
        });
    }

    @Test
    void ofManyWhoNeedTheFirstAuthConfigOneMakesIt() {
        var session = session("{'user_id':'ada'}");
        var answers = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> sessionLink(session, "{'toolkit':'scale_ai'}")))
                .toList();
        answers.forEach(answer -> answer.join().statusCode(201));
        project.get("/auth_configs").body("items", hasSize(1));
    }

    @Test
    void anEleventhLinkEndsTheFirst() {
        var session = session("{'user_id':'ada'}");
        var first = sessionLink(session, "{'toolkit':'scale_ai'}").extract().jsonPath();
        var page = new ConnectPage(first.getString("redirect_url"));
        for (int i = 0; i < 9; i++) {
            sessionLink(session, "{'toolkit':'scale_ai'}").statusCode(201);
        }
        page.open().then().statusCode(200);
        sessionLink(session, "{'toolkit':'scale_ai'}").statusCode(201);
        page.open().then().statusCode(410);
        project.get("/connected_accounts/" + first.getString("connected_account_id"))
                .body("status", equalTo("EXPIRED"));
    }

    @Test
    void nobodyElsesAuthConfigIsTaken() {
        var foreign = projects.create().authConfig("scale_ai");
        project.post("/connected_accounts/link", "{'auth_config_id':'%s','user_id':'ada'}".formatted(foreign))
                .statusCode(404)
                .body("error.slug", equalTo("AuthConfig_NotFound"));
        project.get("/connected_accounts").body("items", empty());
    }

    @Test
    void aDeletedSessionTakesItsLinksWithIt() {
        var session = session("{'user_id':'ada'}");
        String url = sessionLink(session, "{'toolkit':'scale_ai'}").extract().path("redirect_url");
        var page = new ConnectPage(url);
        page.open().then().statusCode(200);
        project.delete("/tool_router/session/" + session).statusCode(200);
        page.open().then().statusCode(404);
    }

    @Test
    void whatWaitedTooLongIsExpiredInListsToo() throws java.sql.SQLException {
        String account = sessionLink(session("{'user_id':'ada'}"), "{'toolkit':'scale_ai'}")
                .extract()
                .path("connected_account_id");
        AuditLog.asOwner(project.tenant(), "UPDATE connected_account SET pending_until = now() - interval '1 second'");
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("EXPIRED"))
                .body("status_reason", containsString("link expired"));
        project.get("/connected_accounts?statuses=EXPIRED").body("items.id", hasItem(account));
        project.get("/connected_accounts?statuses=INITIATED").body("items", empty());
        project.get("/connected_accounts?statuses=ACTIVE").body("next_cursor", nullValue());
    }

    private List<Object> refusals() {
        return new AuditLog(projects.adminKey())
                .of(project.tenant()).stream()
                        .filter(row -> "tool.refused".equals(row.get("action")))
                        .<Object>map(row -> row.get("details"))
                        .toList();
    }

    private String session(String body) {
        return project.post("/tool_router/session", body)
                .statusCode(201)
                .extract()
                .path("session_id");
    }

    private ValidatableResponse sessionLink(String session, String body) {
        return project.post("/tool_router/session/" + session + "/link", body);
    }

    private void disable(String config) {
        project.request()
                .patch("/api/v3.1/auth_configs/" + config + "/DISABLED")
                .then()
                .statusCode(200);
    }
}
