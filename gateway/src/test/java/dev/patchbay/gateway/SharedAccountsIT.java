package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that more than one user may use: contract sections 4.10 and 11, over every path that names an account. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SharedAccountsIT {
    private static final String LIST = "SCALE_AI_LIST_BATCHES";
    private static final String UNKNOWN = "ca_" + "0".repeat(22);

    private final Projects projects;
    private Project project = new Project("");
    private String config = "";

    SharedAccountsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
        config = project.authConfig("scale_ai");
    }

    @Test
    void whoASharedAccountAdmitsIsShownAndChangedFieldByField() {
        var account = shared("{'allowed_user_ids':['bob','bob']}");
        project.get("/connected_accounts/" + account)
                .body("experimental.account_type", equalTo("SHARED"))
                .body("experimental.acl_config_for_shared.allow_all_users", is(false))
                .body("experimental.acl_config_for_shared.allowed_user_ids", contains("bob"))
                .body("experimental.acl_config_for_shared.not_allowed_user_ids", empty());

        admit(account, "{'allow_all_users':true,'not_allowed_user_ids':['eve']}")
                .statusCode(200)
                .body("success", is(true));
        project.get("/connected_accounts/" + account)
                .body("experimental.acl_config_for_shared.allow_all_users", is(true))
                .body("experimental.acl_config_for_shared.allowed_user_ids", contains("bob"))
                .body("experimental.acl_config_for_shared.not_allowed_user_ids", contains("eve"));

        admit(account, "{'allowed_user_ids':[]}").statusCode(200);
        admit(account, "{}").statusCode(200);
        project.get("/connected_accounts/" + account)
                .body("experimental.acl_config_for_shared.allowed_user_ids", empty())
                .body("experimental.acl_config_for_shared.not_allowed_user_ids", contains("eve"));
    }

    @Test
    void listsShowSharedAccountsOnlyWhenAsked() {
        var own = project.connect(config, "ada", "{'api_key':'" + Project.SCALE_KEY + "'}");
        var account = shared("{}");
        project.get("/connected_accounts")
                .body("items.id", contains(own))
                .body("items[0].experimental.account_type", equalTo("PRIVATE"))
                .body("items[0].experimental", not(hasKey("acl_config_for_shared")));
        project.get("/connected_accounts?account_type=PRIVATE").body("items.id", contains(own));
        project.get("/connected_accounts?account_type=SHARED").body("items.id", contains(account));
        project.get("/connected_accounts?account_type=ALL&user_ids=ada")
                .body("items.id", containsInAnyOrder(own, account));
        project.get("/connected_accounts?account_type=OTHER").statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v3.1", "/api/v3"})
    void aSessionThatPinsASharedAccountUsesItForWhomItAdmits(String prefix) {
        var account = shared("{'allowed_user_ids':['bob']}");
        var pins = prefix.endsWith("3") ? "'" + account + "'" : "['" + account + "']";
        String session = project.request()
                .body(Project.json("{'user_id':'bob','connected_accounts':{'scale_ai':" + pins + "}}"))
                .post(prefix + "/tool_router/session")
                .then()
                .statusCode(201)
                .extract()
                .path("session_id");
        inSession(session, "").statusCode(200).body("error", nullValue());
        inSession(session, account).statusCode(200).body("error", nullValue());
    }

    @Test
    void anAccountThatDoesNotAdmitTheUserIsPinnedLikeOneThatThereIsNot() {
        for (var acl : List.of(
                "{}", "{'allowed_user_ids':['Bob']}", "{'allow_all_users':true,'not_allowed_user_ids':['bob']}")) {
            var account = shared(acl);
            var refused = session("bob", account).statusCode(400).extract().asString();
            assertThat(withoutRequest(refused.replace(account, UNKNOWN)))
                    .isEqualTo(withoutRequest(session("bob", UNKNOWN).extract().asString()));
        }
        // Nor does it help to know the id of somebody's own account.
        var adas = project.connect(config, "ada", "{'api_key':'" + Project.SCALE_KEY + "'}");
        session("bob", adas).statusCode(400);
        project.post(
                        "/tool_router/session",
                        "{'user_id':'bob','connected_accounts':{'backendless':['" + shared("{'allow_all_users':true}")
                                + "']}}")
                .statusCode(400);
    }

    @Test
    void theListIsAskedAgainAtEachCallAndAtEachChangeOfTheSession() {
        var account = shared("{'allow_all_users':true}");
        var session = session("bob", account).statusCode(201).extract().jsonPath();
        var id = session.getString("session_id");
        inSession(id, "").statusCode(200).body("error", nullValue());

        admit(account, "{'not_allowed_user_ids':['bob']}").statusCode(200);
        var gone = session("eve", shared("{'allow_all_users':true}")).extract().jsonPath();
        var refused = inSession(id, "").statusCode(400).body("error.code", equalTo(1803));
        assertThat(message(refused)).contains("does not exist for this user").doesNotContain("ada", "shared", "list");
        inSession(id, account).statusCode(404);
        overMcp(session).body("result.isError", is(true));
        project.patch("/tool_router/session/" + id, "{'connected_accounts':{'scale_ai':['" + account + "']}}")
                .statusCode(400);

        project.delete("/connected_accounts/" + pinnedIn(gone)).statusCode(200);
        assertThat(message(inSession(gone.getString("session_id"), "")))
                .as("an account that is gone, and one that does not admit, look alike")
                .isEqualTo(message(refused));

        admit(account, "{'not_allowed_user_ids':[]}").statusCode(200);
        inSession(id, "").statusCode(200).body("error", nullValue());
        overMcp(session).body("result.isError", is(false));
    }

    @Test
    void aSharedAccountIsNeverPickedUnnamed() {
        var account = shared("{'allow_all_users':true}");
        for (var user : List.of("ada", "bob")) {
            String session = project.post("/tool_router/session", "{'user_id':'" + user + "'}")
                    .extract()
                    .path("session_id");
            inSession(session, "").statusCode(400).body("error.code", equalTo(1803));
            inSession(session, account).statusCode(200).body("error", nullValue());
            outside(user, "").statusCode(400).body("error.code", equalTo(1803));
            outside(user, account).body("successful", is(true));
        }
    }

    @Test
    void namingAnAccountThatDoesNotAdmitTheUserIsNamingNone() {
        var account = shared("{'allowed_user_ids':['carol']}");
        String session = project.post("/tool_router/session", "{'user_id':'bob'}")
                .extract()
                .path("session_id");
        for (var name : List.of(account, UNKNOWN)) {
            assertThat(message(inSession(session, name).statusCode(404)).replace(name, "it"))
                    .isEqualTo(message(inSession(session, UNKNOWN)).replace(UNKNOWN, "it"));
            assertThat(message(outside("bob", name).statusCode(404)).replace(name, "it"))
                    .isEqualTo(message(outside("bob", UNKNOWN)).replace(UNKNOWN, "it"));
        }
        var stranger = projects.create();
        stranger.post(
                        "/tools/execute/" + LIST,
                        "{'user_id':'carol','connected_account_id':'" + account + "','arguments':{}}")
                .statusCode(404);
        stranger.patch(
                        "/connected_accounts/" + account,
                        "{'experimental':{'acl_config_for_shared':{'allow_all_users':true}}}")
                .statusCode(404);
    }

    /** The page says that others will use what is typed there. */
    @Test
    void aLinkMakesASharedAccount() {
        var body = "'experimental':{'account_type':'SHARED','acl_config_for_shared':{'allowed_user_ids':['bob']}}}";
        String session = project.post("/tool_router/session", "{'user_id':'ada'}")
                .extract()
                .path("session_id");
        var links = List.of(
                project.post("/tool_router/session/" + session + "/link", "{'toolkit':'scale_ai'," + body),
                project.post("/connected_accounts/link", "{'auth_config_id':'" + config + "','user_id':'ada'," + body));
        for (var link : links) {
            var made = link.statusCode(201)
                    .body("experimental.account_type", equalTo("SHARED"))
                    .body("experimental.acl_config_for_shared.allowed_user_ids", contains("bob"))
                    .extract()
                    .jsonPath();
            var page = new ConnectPage(made.getString("redirect_url"));
            page.open().then().statusCode(200).body(containsString("may be allowed to use this account too"));
            page.type("api_key", Project.SCALE_KEY).then().statusCode(200);
            var account = made.getString("connected_account_id");
            session("bob", account).statusCode(201);
            session("eve", account).statusCode(400);
        }
        var own = project.post("/connected_accounts/link", "{'auth_config_id':'" + config + "','user_id':'ada'}")
                .body("experimental.account_type", equalTo("PRIVATE"))
                .extract()
                .jsonPath();
        var page = new ConnectPage(own.getString("redirect_url"));
        page.open().then().body(not(containsString("may be allowed to use this account too")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'acl_config_for_shared':{'allow_all_users':true}} | acl_config_for_shared is only valid on SHARED
            {'account_type':'PRIVATE','acl_config_for_shared':{}} | acl_config_for_shared is only valid on SHARED
            {'account_type':'shared'} | account_type: must be PRIVATE or SHARED
            {'account_type':'SHARED','acl_config_for_shared':{'allowed_users':['bob']}} | allowed_users: unknown
            {'account_type':'SHARED','acl_config_for_shared':{'allow_all_users':'yes'}} | allow_all_users: must be true or false
            {'account_type':'SHARED','acl_config_for_shared':{'allowed_user_ids':'bob'}} | allowed_user_ids: must be a list
            {'account_type':'SHARED','acl_config_for_shared':{'allowed_user_ids':['']}} | allowed_user_ids: must be a list of non-empty strings
            {'account_type':'SHARED','acl_config_for_shared':{'not_allowed_user_ids':['a\\u0000']}} | not_allowed_user_ids: each user id
            {'account_type':'SHARED','shared_with':['bob']} | shared_with: unknown
            """)
    void whatIsWrongWithAListIsNamedAndNothingIsMade(String experimental, String problem) {
        create(experimental).statusCode(400).body("error.message", containsString(problem));
        project.post(
                        "/connected_accounts/link",
                        "{'auth_config_id':'" + config + "','user_id':'ada','experimental':" + experimental + "}")
                .statusCode(400)
                .body("error.message", containsString(problem));
        project.get("/connected_accounts?account_type=ALL").body("items", empty());
    }

    @Test
    void aListNamesAThousandUsersAndNoMore() {
        var users = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            users.add("'user " + i + "'");
        }
        var account = shared("{'allowed_user_ids':[" + String.join(",", users) + "]}");
        session("user 999", account).statusCode(201);
        users.add("'one more'");
        admit(account, "{'allowed_user_ids':[" + String.join(",", users) + "]}")
                .statusCode(400)
                .body("error.message", containsString("at most 1000"));
        admit(account, "{'allowed_user_ids':['" + "x".repeat(257) + "']}").statusCode(400);
    }

    /** The SDK makes its own error of these words (contract section 17). */
    @Test
    void aPrivateAccountTakesNoListAndStaysPrivate() {
        var own = project.connect(config, "ada", "{'api_key':'" + Project.SCALE_KEY + "'}");
        admit(own, "{'allow_all_users':true}")
                .statusCode(400)
                .body("error.message", containsString("acl_config_for_shared is only valid on SHARED"));
        for (var account : List.of(own, shared("{}"))) {
            project.patch("/connected_accounts/" + account, "{'experimental':{'account_type':'SHARED'}}")
                    .statusCode(400)
                    .body("error.message", containsString("stays what it was made as"));
        }
        session("bob", own).statusCode(400);
    }

    @Test
    void aChangeOfSeveralThingsHappensWholeOrNotAtAll() {
        var account = shared("{}");
        project.patch(
                        "/connected_accounts/" + account,
                        "{'alias':'team','experimental':{'acl_config_for_shared':{'allow_all_users':true}},"
                                + "'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':null}}}}")
                .statusCode(400);
        session("bob", account).statusCode(400);
        project.patch(
                        "/connected_accounts/" + account,
                        "{'alias':'team','experimental':{'acl_config_for_shared':{'allow_all_users':true}},"
                                + "'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'live_sim_orchard_01'}}}}")
                .statusCode(200);
        project.get("/connected_accounts/" + account)
                .body("alias", equalTo("team"))
                .body("state.val.environment", equalTo("live"));
        session("bob", account).statusCode(201);
    }

    @Test
    void whoIsAdmittedIsOnRecord() {
        var account = shared("{'allowed_user_ids':['bob']}");
        admit(account, "{'not_allowed_user_ids':['u1','u2','u3','u4','u5','u6']}")
                .statusCode(200);
        var rows = new AuditLog(projects.adminKey()).of(project.tenant());
        assertThat(details(rows, "connected_account.created"))
                .singleElement()
                .asString()
                .contains("account_type=SHARED", "allowed=bob", "everyone=false");
        assertThat(details(rows, "connected_account.acl_changed"))
                .singleElement()
                .asString()
                .contains("denied=6 users, among them u1, u2, u3, u4, u5", "allowed=bob");
    }

    /** Else everybody's calls would be made as whoever logged in last. */
    @Test
    void aLoginOfOneWhoOnlyUsesTheAccountIsNotRememberedInIt() {
        given().post(ConfigProvider.getConfig().getValue(GatewayResource.BACKENDLESS_ORIGIN, String.class)
                + "/__sim/reset");
        var backendless = project.authConfig("backendless");
        String account = project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'%s'},'connection':{'user_id':'ada','experimental':{'account_type':'SHARED','acl_config_for_shared':{'allow_all_users':true}},'state':{'authScheme':'API_KEY','val':{'application_id':'%s','rest_api_key':'%s'}}}}"
                                .formatted(backendless, Orchard.APPLICATION_ID, Orchard.REST_API_KEY))
                .statusCode(201)
                .extract()
                .path("id");
        login("bob", account).body("data.remembered", nullValue());
        project.get("/connected_accounts/" + account).body("state.val", not(hasKey("user_token")));
        login("ada", account).body("data.remembered", equalTo("user-token"));
        project.get("/connected_accounts/" + account).body("state.val", hasKey("user_token"));
    }

    private ValidatableResponse login(String user, String account) {
        return project.post(
                        "/tools/execute/BACKENDLESS_USER_LOGIN",
                        "{'user_id':'%s','connected_account_id':'%s','arguments':{'login':'%s','password':'%s','remember':true}}"
                                .formatted(user, account, Orchard.IDA, Orchard.IDAS_PASSWORD))
                .statusCode(200)
                .body("successful", is(true));
    }

    private String shared(String acl) {
        return create("{'account_type':'SHARED','acl_config_for_shared':" + acl + "}")
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("experimental.account_type", equalTo("SHARED"))
                .extract()
                .path("id");
    }

    private ValidatableResponse create(String experimental) {
        return project.post(
                "/connected_accounts",
                "{'auth_config':{'id':'%s'},'connection':{'user_id':'ada','experimental':%s,'state':{'authScheme':'API_KEY','val':{'api_key':'%s'}}}}"
                        .formatted(config, experimental, Project.SCALE_KEY));
    }

    private ValidatableResponse admit(String account, String acl) {
        return project.patch(
                "/connected_accounts/" + account, "{'experimental':{'acl_config_for_shared':" + acl + "}}");
    }

    private ValidatableResponse session(String user, String pinned) {
        return project.post(
                "/tool_router/session",
                "{'user_id':'%s','preload':{'tools':['%s']},'connected_accounts':{'scale_ai':['%s']}}"
                        .formatted(user, LIST, pinned));
    }

    private ValidatableResponse inSession(String session, String account) {
        return project.post(
                "/tool_router/session/" + session + "/execute",
                "{'tool_slug':'" + LIST + "','arguments':{}" + (account.isEmpty() ? "" : ",'account':'" + account + "'")
                        + "}");
    }

    private ValidatableResponse outside(String user, String account) {
        return project.post(
                "/tools/execute/" + LIST,
                "{'user_id':'" + user + "','arguments':{}"
                        + (account.isEmpty() ? "" : ",'connected_account_id':'" + account + "'") + "}");
    }

    private static ValidatableResponse overMcp(JsonPath session) {
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(Project.json("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'" + LIST
                        + "','arguments':{}}}"))
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200);
    }

    private static String pinnedIn(JsonPath session) {
        return session.getString("config.connected_accounts.scale_ai[0]");
    }

    private static String message(ValidatableResponse response) {
        return response.extract().path("error.message");
    }

    private static String withoutRequest(String body) {
        return body.replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private static List<Object> details(List<Map<String, Object>> rows, String action) {
        return rows.stream()
                .filter(row -> action.equals(row.get("action")))
                .<Object>map(row -> row.get("details"))
                .toList();
    }
}
