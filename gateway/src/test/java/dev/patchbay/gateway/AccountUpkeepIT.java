package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refreshing, revoking and mending connected accounts (contract section 11.3). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AccountUpkeepIT {
    private static final String WRONG = "test_not_a_known_key";
    private static final String BROKEN_AT_SERVICE = "{'kind':'status','status':401,'path':'/v1/batches','times':3}";

    private final Projects projects;
    private Project project = new Project("");

    AccountUpkeepIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'validate_credentials':true}", "{'validate_credentials':false}"})
    void aWorkingKeyStaysActiveWhenRefreshed(String body) {
        var account = project.connectScale("ada");
        var before = project.get("/connected_accounts/" + account).extract().asString();
        refresh(account, body)
                .statusCode(200)
                .body("id", equalTo(account))
                .body("status", equalTo("ACTIVE"))
                .body("$", hasKey("redirect_url"))
                .body("redirect_url", nullValue())
                .body("$", not(hasKey("status_reason")));
        assertThat(project.get("/connected_accounts/" + account).extract().asString())
                .isEqualTo(before);
    }

    @Test
    void anAccountThatDoesNotWorkGetsALinkOnWhichItIsConnectedAgain() {
        var account = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'" + WRONG + "'}");
        String url = project.request()
                .queryParam("redirect_url", "https://app.example/back")
                .body("{}")
                .post("/api/v3.1/connected_accounts/" + account + "/refresh")
                .then()
                .statusCode(200)
                .body("status", equalTo("INITIATED"))
                .extract()
                .path("redirect_url");
        project.get("/connected_accounts/" + account).body("status", equalTo("INITIATED"));
        var page = new ConnectPage(url);
        page.open().then().statusCode(200);
        page.type("api_key", Project.SCALE_KEY)
                .then()
                .statusCode(200)
                .body(containsString("https://app.example/back?status=success&amp;connected_account_id=" + account));
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("ACTIVE"))
                .body("state.val.api_key", equalTo("…d_01"));
        project.get("/connected_accounts").body("total_items", is(1));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v3.1", "/api/v3"})
    void anExpiredAccountWaitsForItsUserOnceMore(String prefix) throws SQLException {
        String account = project.post(
                        "/connected_accounts/link",
                        "{'auth_config_id':'" + project.authConfig("scale_ai") + "','user_id':'ada'}")
                .extract()
                .path("connected_account_id");
        AuditLog.asOwner(project.tenant(), "UPDATE connected_account SET pending_until = now() - interval '1 second'");
        project.get("/connected_accounts/" + account).body("status", equalTo("EXPIRED"));
        String url = project.request()
                .post(prefix + "/connected_accounts/" + account + "/refresh")
                .then()
                .statusCode(200)
                .body("status", equalTo("INITIATED"))
                .extract()
                .path("redirect_url");
        new ConnectPage(url).open().then().statusCode(200);
    }

    @Test
    void aDisabledAccountAndOneOfADisabledAuthConfigGetNoLink() {
        var account = project.connectScale("ada");
        project.patch("/connected_accounts/" + account + "/status", "{'enabled':false}")
                .statusCode(200);
        refresh(account, "{'validate_credentials':true}")
                .statusCode(200)
                .body("status", equalTo("INACTIVE"))
                .body("status_reason", containsString("Switched off"))
                .body("redirect_url", nullValue());
        project.patch("/connected_accounts/" + account + "/status", "{'enabled':true}");
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("ACTIVE"))
                .body("is_disabled", is(false));

        var config = project.authConfig("scale_ai");
        var failed = project.connect(config, "ada", "{'api_key':'" + WRONG + "'}");
        project.request()
                .patch("/api/v3.1/auth_configs/" + config + "/DISABLED")
                .then()
                .statusCode(200);
        refresh(failed, "").statusCode(400).body("error.message", containsString("is disabled"));
        project.get("/connected_accounts/" + failed).body("status", equalTo("FAILED"));
    }

    @Test
    void anAccountSaysThatItsAuthConfigIsDisabled() {
        var config = project.authConfig("scale_ai");
        var account = project.connect(config, "ada", "{'api_key':'" + Project.SCALE_KEY + "'}");
        project.request()
                .patch("/api/v3.1/auth_configs/" + config + "/DISABLED")
                .then()
                .statusCode(200);
        project.get("/connected_accounts/" + account)
                .body("auth_config.is_disabled", is(true))
                .body("status_reason", containsString("auth config of this account is disabled"));
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.message", containsString("auth config of this account is disabled"));
    }

    /** One refusal in the middle of its life does not end an account (docs/adr/0010); its next call decides. */
    @Test
    void aRefusalWhenTriedAgainIsReportedAndTheNextCallDecides() {
        var account = project.connectScale("ada");
        scale("POST", "fault", BROKEN_AT_SERVICE);
        refresh(account, "{'validate_credentials':true}")
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("redirect_url", nullValue())
                .body("status_reason", containsString("HTTP 401"));
        scale("DELETE", "fault", "");
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", containsString("Its next call decides"));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
        project.get("/connected_accounts/" + account).body("status_reason", nullValue());
    }

    @Test
    void aServiceThatCannotBeAskedChangesNothing() {
        var account = project.connectScale("ada");
        var before = project.get("/connected_accounts/" + account).extract().asString();
        scale("POST", "fault", "{'kind':'status','status':503,'path':'/v1/batches','times':3}");
        refresh(account, "{'validate_credentials':true}")
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", containsString("503"));
        scale("DELETE", "fault", "");
        assertThat(project.get("/connected_accounts/" + account).extract().asString())
                .isEqualTo(before);
    }

    @Test
    void aKeyThatWorksAgainMakesItsAccountActiveWhenTried() {
        scale("POST", "fault", BROKEN_AT_SERVICE);
        var account = project.connectScale("ada");
        scale("DELETE", "fault", "");
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("FAILED"))
                .body("state.val.error_description", containsString("HTTP 401"));
        refresh(account, "{'validate_credentials':true}")
                .body("status", equalTo("ACTIVE"))
                .body("redirect_url", nullValue());
        project.get("/connected_accounts/" + account)
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", nullValue());
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .contains("connected_account.status_changed");
    }

    @Test
    void anAccountWhoseServiceCannotBeAskedKeepsItsKeyAndGetsNoLink() {
        scale("POST", "fault", BROKEN_AT_SERVICE);
        var account = project.connectScale("ada");
        scale("DELETE", "fault", "");
        scale("POST", "fault", "{'kind':'status','status':503,'path':'/v1/batches','times':3}");
        refresh(account, "{'validate_credentials':true}")
                .statusCode(200)
                .body("status", equalTo("FAILED"))
                .body("redirect_url", nullValue())
                .body("status_reason", containsString("503"));
        scale("DELETE", "fault", "");
        refresh(account, "{'validate_credentials':true}").body("status", equalTo("ACTIVE"));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
    }

    @Test
    void anAccountWhoseLinkWasGivenUpIsMendedByTheKeyItHas() {
        scale("POST", "fault", BROKEN_AT_SERVICE);
        var account = project.connectScale("ada");
        scale("DELETE", "fault", "");
        String url = refresh(account, "").extract().path("redirect_url");
        var page = new ConnectPage(url);
        page.open().then().statusCode(200);
        page.type("_cancel", "1", "api_key", "").then().statusCode(200);
        project.get("/connected_accounts/" + account).body("status", equalTo("FAILED"));
        refresh(account, "{'validate_credentials':true}")
                .body("status", equalTo("ACTIVE"))
                .body("redirect_url", nullValue());
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'redirect_url':'javascript:x'} | redirect_url: must be an absolute
            {'validate_credentials':'yes'} | validate_credentials: must be true or false
            {'force':true} | force: unknown
            """)
    void whatIsWrongWithARefreshIsNamed(String body, String problem) {
        refresh(project.connectScale("ada"), body).statusCode(400).body("error.message", containsString(problem));
        project.request()
                .post("/api/v3.1/connected_accounts/" + project.connectScale("ada")
                        + "/refresh?redirect_url=javascript:x")
                .then()
                .statusCode(400);
    }

    @Test
    void aKeyIsNotRevokedAndTheAnswerSaysWhatToDoInstead() {
        var account = project.connectScale("ada");
        project.post("/connected_accounts/" + account + "/revoke", "{}")
                .statusCode(400)
                .body("error.slug", equalTo("ConnectedAccount_RevocationNotSupported"))
                .body("error.message", containsString("cannot be revoked"))
                .body("error.suggested_fix", containsString("revoke it in Scale AI"));
        project.get("/connected_accounts/" + account).body("status", equalTo("ACTIVE"));
        project.delete("/connected_accounts/" + account + "?revoke_on_delete=perhaps")
                .statusCode(400);
        project.delete("/connected_accounts/" + account + "?revoke_on_delete=true")
                .statusCode(200);
        project.post("/connected_accounts/" + account + "/revoke", "{}").statusCode(404);
    }

    @Test
    void nobodyElsesAccountIsRefreshedOrRevoked() {
        var account = project.connectScale("ada");
        var stranger = projects.create();
        stranger.post("/connected_accounts/" + account + "/refresh", "{}").statusCode(404);
        stranger.post("/connected_accounts/" + account + "/revoke", "{}").statusCode(404);
    }

    @Test
    void fieldsAreReplacedRemovedAndKept() {
        var account = backendless("'user_token':'a-token-of-a-user'");
        credential(account, "{'region':'eu','user-token':null}").statusCode(200);
        project.get("/connected_accounts/" + account)
                .body("state.val.region", equalTo("eu"))
                .body("state.val.application_id", equalTo(Orchard.APPLICATION_ID))
                .body("state.val", not(hasKey("user_token")));
        credential(account, "{'rest_api_key':null}")
                .statusCode(400)
                .body("error.message", containsString("missing: rest_api_key"));
        credential(account, "{'user_tokken':null}")
                .statusCode(400)
                .body("error.message", containsString("user_tokken: unknown"));
        credential(account, "{'user_token':'new','user-token':null}")
                .statusCode(400)
                .body("error.message", containsString("user_token: given and removed"));
        project.patch("/connected_accounts/" + account, "{'connection':{'state':{'authScheme':'BASIC','val':{}}}}")
                .statusCode(400)
                .body("error.message", containsString("authScheme: must be API_KEY"));
        project.patch("/connected_accounts/" + account, "{'connection':{'stat':{}}}")
                .statusCode(400)
                .body("error.message", containsString("connection.stat: unknown"));
    }

    /** Who may change an account may not read its key, so he may not have it sent to a host of his own either. */
    @Test
    void aStoredSecretIsNotSentToAnotherHost() {
        var account = backendless("'host':'backend.orchard.example','user_token':'a-token-of-a-user'");
        for (var fields : new String[] {
            "{'host':'evil.example.com'}",
            "{'pro_host':'evil.example.com','user_token':null}",
            "{'host':'evil.example.com','rest_api_key':'" + Orchard.REST_API_KEY + "'}"
        }) {
            credential(account, fields)
                    .statusCode(400)
                    .body("error.message", containsString("host: says to which host calls go"))
                    .body("error.message", not(containsString(Orchard.REST_API_KEY)));
        }
        project.get("/connected_accounts/" + account)
                .body("state.val.host", equalTo("backend.orchard.example"))
                .body("state.val.user_token", equalTo("…user"));
        credential(account, "{'host':'backend.orchard.example'}").statusCode(200);
        credential(
                        account,
                        "{'host':'other.orchard.example','rest_api_key':'" + Orchard.REST_API_KEY
                                + "','user_token':null}")
                .statusCode(200);
        project.get("/connected_accounts/" + account).body("state.val.host", equalTo("other.orchard.example"));
    }

    @Test
    void norToAnotherDoorOfTheService() {
        var account = project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'domain':'orchard.backendless.app','application_id':'%s','auth_key':'a-developers-key','region':'us','console_host':'console.orchard.example'}"
                        .formatted(Orchard.APPLICATION_ID));
        for (var fields : new String[] {
            "{'domain':'evil.example.com'}", "{'console_host':'evil.example.com'}", "{'console_host':null}"
        }) {
            credential(account, fields).statusCode(400).body("error.message", containsString("auth_key"));
        }
        credential(account, "{'console_host':null,'auth_key':null}").statusCode(200);
        credential(account, "{'console_host':'console.orchard.example','auth_key':'another'}")
                .statusCode(200);
    }

    @Test
    void ofChangesAtOnceNoFieldIsLost() {
        var account = backendless("'region':'us'");
        var answers = Stream.of(
                        "{'region':'eu'}", "{'user_token':'token-of-a-user'}", "{'auth_key':'a-developers-key'}")
                .map(fields -> CompletableFuture.supplyAsync(() -> credential(account, fields)))
                .toList();
        answers.forEach(answer -> answer.join().statusCode(200));
        project.get("/connected_accounts/" + account)
                .body("state.val.region", equalTo("eu"))
                .body("state.val.user_token", equalTo("…user"))
                .body("state.val.auth_key", equalTo("…-key"))
                .body("status", equalTo("ACTIVE"));
    }

    @Test
    void aCredentialThatDoesNotOpenIsMendedByAWholeOne() throws SQLException {
        var account = backendless("'region':'us'");
        AuditLog.asOwner(
                project.tenant(),
                "UPDATE account_secret SET ciphertext = set_byte(ciphertext, 30, get_byte(ciphertext, 30) # 1)");
        project.patch("/connected_accounts/" + account, "{'alias':'mine'}").statusCode(200);
        credential(account, "{'region':'eu'}")
                .statusCode(400)
                .body("error.message", containsString("can no longer be read"))
                .body("error.message", containsString("missing: "))
                .body("error.message", containsString("rest_api_key"));
        refresh(account, "{'validate_credentials':true}")
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", containsString("cannot be read"));
        credential(
                        account,
                        "{'application_id':'%s','rest_api_key':'%s'}"
                                .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY))
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
        project.get("/connected_accounts/" + account)
                .body("alias", equalTo("mine"))
                .body("status_reason", nullValue())
                .body("state.val.region", equalTo("us")); // the default; what was stored is gone
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .contains("credential.integrity_failed");
    }

    @Test
    void anAccountThatNeverHadACredentialTakesOneOfAnyForm() {
        String account = project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'" + project.authConfig("backendless")
                                + "'},'connection':{'user_id':'ada'}}")
                .statusCode(201)
                .body("connectionData.val.redirectUrl", containsString("/link/lt_"))
                .extract()
                .path("id");
        credential(
                        account,
                        "{'application_id':'%s','rest_api_key':'%s'}"
                                .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY))
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'connection':{'user_id':'ada','data':{'api_key':'k'}} | connection.data: not taken any more
            'connection':{'user_id':'ada','aliass':'k'} | connection.aliass: unknown
            'connection':{'user_id':'ada'},'validate_credentials':1 | validate_credentials: must be true or false
            'connection':{'redirect_uri':'javascript:x'} | connection.redirect_uri: must be
            """)
    void membersThatWouldNotBeHeededAreNamed(String members, String problem) {
        project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'" + project.authConfig("scale_ai") + "'}," + members + "}")
                .statusCode(400)
                .body("error.message", containsString(problem));
        project.get("/connected_accounts").body("items", empty());
    }

    private ValidatableResponse refresh(String account, String body) {
        var request = project.request();
        return (body.isEmpty() ? request : request.body(Project.json(body)))
                .post("/api/v3.1/connected_accounts/" + account + "/refresh")
                .then();
    }

    private String backendless(String more) {
        return project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'%s','rest_api_key':'%s',%s}"
                        .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY, more));
    }

    private ValidatableResponse credential(String account, String fields) {
        return project.patch(
                "/connected_accounts/" + account,
                "{'connection':{'state':{'authScheme':'API_KEY','val':" + fields + "}}}");
    }

    private static void scale(String method, String command, String body) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        given().body(Project.json(body))
                .request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200);
    }
}
