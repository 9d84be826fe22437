package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.migrations.TestDatabase;
import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Auth configs and connected accounts over the wire contract (sections 10 and 11). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AccountsIT {
    private static final String RESET = "{'user_id':'ada','arguments':{'counter_name':'visits'}}";

    private final Projects projects;
    private Project project = new Project("");

    AccountsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void authConfigsLiveTheirLife() {
        var id = project.authConfig("scale_ai");
        project.get("/auth_configs/" + id)
                .statusCode(200)
                .body("toolkit.slug", equalTo("scale_ai"))
                .body("auth_scheme", equalTo("API_KEY"))
                .body("status", equalTo("ENABLED"))
                .body("no_of_connections", equalTo(0))
                .body("expected_input_fields.name", contains("api_key"))
                .body("expected_input_fields.is_secret", contains(true));
        project.patch("/auth_configs/" + id, "{'type':'custom','name':'renamed','tool_access_config':{}}")
                .statusCode(200)
                .body("$", aMapWithSize(0));
        project.get("/auth_configs?toolkit_slug=scale_ai").body("items.name", contains("renamed"));
        project.request()
                .patch("/api/v3.1/auth_configs/" + id + "/DISABLED")
                .then()
                .statusCode(200);
        project.get("/auth_configs").body("items", empty());
        project.get("/auth_configs?show_disabled=true").body("items.status", contains("DISABLED"));
        project.delete("/auth_configs/" + id).statusCode(200);
        project.get("/auth_configs/" + id).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']}",
                "'restrict_to_following_tools':['SCALE_AI_GET_TASK','SCALE_AI_GET_TASK']",
                "'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']},'restrict_to_following_tools':['SCALE_AI_GET_TASK']"
            })
    void aToolListIsKeptInEitherSpellingAndAnsweredInBoth(String restriction) {
        String id = restricted(restriction)
                .statusCode(201)
                .body("auth_config.restrict_to_following_tools", contains("SCALE_AI_GET_TASK"))
                .extract()
                .path("auth_config.id");
        project.get("/auth_configs/" + id)
                .body("tool_access_config.tools_available_for_execution", contains("SCALE_AI_GET_TASK"))
                .body("restrict_to_following_tools", contains("SCALE_AI_GET_TASK"));
    }

    @Test
    void aToolListChangesOnlyWhenItIsNamedAndAnEmptyOneIsNoRestriction() {
        String id = restricted("'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK'],"
                        + "'tools_for_connected_account_creation':['SCALE_AI_GET_BATCH']}")
                .extract()
                .path("auth_config.id");
        // What SDKs send with every change must not lift a restriction.
        for (var unrelated : new String[] {"'tool_access_config':{}", "'tool_access_config':null", "'name':'n'"}) {
            project.patch("/auth_configs/" + id, "{'type':'custom'," + unrelated + "}")
                    .statusCode(200);
            project.get("/auth_configs/" + id)
                    .body("tool_access_config.tools_available_for_execution", contains("SCALE_AI_GET_TASK"))
                    .body("tool_access_config.tools_for_connected_account_creation", contains("SCALE_AI_GET_BATCH"));
        }
        project.patch("/auth_configs/" + id, "{'type':'custom','restrict_to_following_tools':['SCALE_AI_GET_BATCH']}")
                .statusCode(200);
        project.get("/auth_configs/" + id)
                .body("tool_access_config.tools_available_for_execution", contains("SCALE_AI_GET_BATCH"));
        project.patch(
                        "/auth_configs/" + id,
                        "{'type':'custom','tool_access_config':{'tools_available_for_execution':[]}}")
                .statusCode(200);
        project.get("/auth_configs/" + id)
                .body("tool_access_config.tools_available_for_execution", empty())
                .body("tool_access_config.tools_for_connected_account_creation", contains("SCALE_AI_GET_BATCH"))
                .body("$", not(hasKey("restrict_to_following_tools")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASKS']} | tool_access_config.tools_available_for_execution: there is no tool "SCALE_AI_GET_TASKS"; similar: SCALE_AI_GET_TASK
            'tool_access_config':{'tools_for_connected_account_creation':['x']} | tool_access_config.tools_for_connected_account_creation: there is no tool "x"
            'tool_access_config':{'tools_available_for_execution':['BACKENDLESS_USER_FIND']} | BACKENDLESS_USER_FIND is a tool of backendless, not of scale_ai
            'tool_access_config':{'tools_available_for_executions':[]} | tool_access_config.tools_available_for_executions: unknown
            'tool_access_config':{'tools_available_for_execution':'SCALE_AI_GET_TASK'} | must be a list
            'tool_access_config':['SCALE_AI_GET_TASK'] | tool_access_config: must be an object
            'restrict_to_following_tools':['BACKENDLESS_USER_FIND'] | restrict_to_following_tools: BACKENDLESS_USER_FIND is a tool of backendless
            'restrict_to_following_tools':[],'tool_access_config':{'tools_available_for_execution':['SCALE_AI_GET_TASK']} | with different tools
            """)
    void aToolListThatWouldNotMeanWhatItSaysIsRefused(String restriction, String problem) {
        restricted(restriction).statusCode(400).body("error.message", containsString(problem));
        project.get("/auth_configs").body("items", empty());
        var id = project.authConfig("scale_ai");
        project.patch("/auth_configs/" + id, "{'type':'custom'," + restriction + "}")
                .statusCode(400)
                .body("error.message", containsString(problem));
    }

    @Test
    void liftingARestrictionWorksAtOnce() {
        String config = restricted("'restrict_to_following_tools':['SCALE_AI_GET_TASK']")
                .extract()
                .path("auth_config.id");
        project.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        var call = "{'user_id':'ada','arguments':{'limit':1}}";
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", call).statusCode(400);
        project.patch(
                        "/auth_configs/" + config,
                        "{'type':'custom','tool_access_config':{'tools_available_for_execution':[]}}")
                .statusCode(200);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", call).statusCode(200);
    }

    /** Before an account is connected, a session lists what one of the project's auth configs would admit. */
    @Test
    void whatNoAuthConfigAdmitsIsNotListedBeforeAnAccountIsConnected() {
        restricted("'restrict_to_following_tools':['SCALE_AI_GET_TASK']").statusCode(201);
        var listed = "tool_router_tools.findAll { it.startsWith('SCALE_AI_') }";
        assertThat(project.session("ada", "scale_ai").getList(listed)).hasToString("[SCALE_AI_GET_TASK]");
        project.authConfig("scale_ai");
        assertThat(project.session("ada", "scale_ai").getList(listed)).hasSizeGreaterThan(1);
    }

    private ValidatableResponse restricted(String restriction) {
        return project.post(
                "/auth_configs",
                "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY',"
                        + restriction + "}}");
    }

    /** A name that another tenant chose must not be refused: that would tell that it is taken (R05). */
    @Test
    void whatAnotherTenantChoseIsFreeToChoose() {
        for (var each : List.of(project, projects.create(), projects.create())) {
            String config = each.post(
                            "/auth_configs",
                            "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY','name':'the same'}}")
                    .statusCode(201)
                    .extract()
                    .path("auth_config.id");
            String account = each.post(
                            "/connected_accounts",
                            "{'auth_config':{'id':'" + config
                                    + "'},'connection':{'user_id':'ada','alias':'mine','state':{'authScheme':'API_KEY','val':{'generic_api_key':'"
                                    + Project.SCALE_KEY + "'}}}}")
                    .statusCode(201)
                    .extract()
                    .path("id");
            each.patch("/connected_accounts/" + account, "{'alias':'work'}").statusCode(200);
            each.post("/tool_router/session", "{'user_id':'ada'}").statusCode(201);
        }
    }

    @Test
    void aToolkitWithoutManagedAuthenticationSaysWhatToSend() {
        project.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_composio_managed_auth'}}")
                .statusCode(400)
                .body("error.suggested_fix", containsString("use_custom_auth"));
        project.post("/auth_configs", "{'toolkit':{'slug':'scale_ai'}}")
                .statusCode(400)
                .body("error.suggested_fix", containsString("use_custom_auth"));
        project.patch("/auth_configs/" + project.authConfig("scale_ai"), "{'type':'default','scopes':'read'}")
                .statusCode(400)
                .body("error.message", containsString("scopes: API keys have none"));
    }

    @Test
    void connectedAccountsLiveTheirLife() {
        var id = project.connectScale("ada");
        project.get("/connected_accounts/" + id)
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("toolkit.slug", equalTo("scale_ai"))
                .body("auth_config.auth_scheme", equalTo("API_KEY"))
                .body("state.val.status", equalTo("ACTIVE"))
                .body("alias", nullValue());
        project.patch("/connected_accounts/" + id, "{'alias':'work'}")
                .statusCode(200)
                .body("success", is(true));
        project.get("/connected_accounts?user_ids=ada&statuses=ACTIVE&toolkit_slugs=scale_ai")
                .body("items.alias", contains("work"));
        project.get("/connected_accounts?user_ids=bob").body("items", empty());
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':false}")
                .statusCode(200);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803));
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':true}")
                .statusCode(200);
        project.delete("/connected_accounts/" + id).statusCode(200).body("success", is(true));
        project.get("/connected_accounts/" + id).statusCode(404);
    }

    @Test
    void aNewCredentialReplacesTheOldOne() {
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'test_not_a_known_key'}");
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803));
        project.patch(
                        "/connected_accounts/" + id,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY
                                + "'}}}}")
                .statusCode(200);
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .body("successful", is(true));
    }

    @Test
    void aWrongKeyMakesAFailedAccountThatSaysWhy() {
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'test_not_a_known_key'}");
        project.get("/connected_accounts/" + id)
                .body("status", equalTo("FAILED"))
                .body("status_reason", containsString("HTTP 401"))
                .body("status_reason", not(containsString("not_a_known_key")));
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .statusCode(400)
                .body("error.code", equalTo(1803))
                .body("error.message", containsString("HTTP 401"));
        project.patch(
                        "/connected_accounts/" + id,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY
                                + "'}}}}")
                .body("status", equalTo("ACTIVE"));
        project.get("/connected_accounts/" + id)
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", nullValue());
    }

    @Test
    void aNewKeyThatIsRefusedMakesTheAccountFailed() {
        var id = project.connectScale("ada");
        project.patch(
                        "/connected_accounts/" + id,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'test_not_a_known_key'}}}}")
                .statusCode(200)
                .body("status", equalTo("FAILED"));
    }

    /** Three answers, because a read is tried three times. */
    @ParameterizedTest
    @CsvSource({Project.SCALE_KEY + ",ACTIVE,true", "test_not_a_known_key,FAILED,false"})
    void whenTheServiceGivesNoClearAnswerTheNextCallDecides(String key, String status, boolean successful) {
        scale("POST", "fault", "{'kind':'status','status':503,'path':'/v1/batches','times':3}");
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'" + key + "'}");
        scale("DELETE", "fault", "");
        project.get("/connected_accounts/" + id)
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", containsString("Not verified"))
                .body("status_reason", containsString("503"));
        project.post("/tools/execute/SCALE_AI_LIST_BATCHES", "{'user_id':'ada','arguments':{}}")
                .body("successful", is(successful));
        var after = project.get("/connected_accounts/" + id).body("status", equalTo(status));
        if (successful) {
            after.body("status_reason", nullValue());
        } else {
            after.body("status_reason", containsString("HTTP 401"));
        }
    }

    @ParameterizedTest
    @CsvSource({"test_sim_orchard_01,test", "live_sim_orchard_01,live"})
    void testAndLiveKeysAreToldApartWithoutBeingShown(String key, String environment) {
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'" + key + "'}");
        assertThat(project.get("/connected_accounts/" + id)
                        .body("status", equalTo("ACTIVE"))
                        .body("state.val.environment", equalTo(environment))
                        .body("data.environment", equalTo(environment))
                        .extract()
                        .asString())
                .doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    scale_ai    | {}                                                                    | missing: api_key
                    scale_ai    | {'api_kee':'k'}                                                       | api_kee: unknown; known here are api_key
                    scale_ai    | {'api_key':7}                                                         | api_key: must be a string
                    scale_ai    | {'api_key':'k','generic_api_key':'l'}                                 | api_key: given twice
                    backendless | {'application_id':'A'}                                                | rest_api_key
                    backendless | {'region':'mars','application_id':'A','rest_api_key':'B'}             | region: must be one of
                    backendless | {'domain':'http://x'}                                                 | domain: must be a host name
                    backendless | {'domain':'a.example/../b'}                                           | domain: must be a host name
                    """)
    void fieldsThatDoNotFitAreNamed(String toolkit, String fields, String problem) {
        project.post(
                        "/connected_accounts",
                        "{'auth_config':{'id':'%s'},'connection':{'user_id':'u','state':{'authScheme':'API_KEY','val':%s}}}"
                                .formatted(project.authConfig(toolkit), fields))
                .statusCode(400)
                .body("error.message", containsString(problem));
        project.get("/connected_accounts").body("items", empty());
    }

    @Test
    void aRefusedAliasLeavesTheCredentialAsItWas() {
        var taken = project.connectScale("ada");
        project.patch("/connected_accounts/" + taken, "{'alias':'work'}").statusCode(200);
        var other = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'test_not_a_known_key'}");
        var before = project.get("/connected_accounts/" + other).extract().asString();
        project.patch(
                        "/connected_accounts/" + other,
                        "{'alias':'work','connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'"
                                + Project.SCALE_KEY + "'}}}}")
                .statusCode(400);
        assertThat(project.get("/connected_accounts/" + other).extract().asString())
                .isEqualTo(before);
        project.patch(
                        "/connected_accounts/" + other,
                        "{'alias':'home','connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'"
                                + Project.SCALE_KEY + "'}}}}")
                .statusCode(200);
        project.get("/connected_accounts/" + other)
                .body("alias", equalTo("home"))
                .body("data.api_key", equalTo("…d_01"));
    }

    @Test
    void anAliasIsHeldToTheSameRulesWhenChangedAsWhenMade() {
        var account = project.connectScale("ada");
        for (var alias : List.of("\\u0000", "a\\nb", "x".repeat(129))) {
            project.patch("/connected_accounts/" + account, "{'alias':'" + alias + "'}")
                    .statusCode(400)
                    .body("error.message", containsString("alias: must have 1 to 128 characters"));
        }
        project.patch("/connected_accounts/" + account, "{'alias':'work'}").statusCode(200);
        project.patch("/connected_accounts/" + account, "{'alias':''}").statusCode(200);
        project.get("/connected_accounts/" + account).body("alias", nullValue());
    }

    @Test
    void aListMayBeWrittenAsJson() {
        project.connectScale("Doe, Jane");
        project.request()
                .queryParam("user_ids", "[\"Doe, Jane\",\"bob\"]")
                .get("/api/v3.1/connected_accounts")
                .then()
                .statusCode(200)
                .body("items.user_id", contains("Doe, Jane"));
        project.request()
                .queryParam("user_ids", "[7]")
                .get("/api/v3.1/connected_accounts")
                .then()
                .statusCode(400)
                .body("error.message", containsString("user_ids"));
    }

    /** What goes wrong with a file, a user's token or the Console says nothing about the key that is not verified yet. */
    @Test
    void aFileThatIsNotToBeHadDoesNotDecideAboutTheKey() {
        scale("POST", "fault", "{'kind':'status','status':503,'path':'/v1/batches','times':3}");
        var id = project.connect(project.authConfig("scale_ai"), "ada", "{'api_key':'" + Project.SCALE_KEY + "'}");
        scale("DELETE", "fault", "");
        project.post(
                        "/tools/execute/SCALE_AI_UPLOAD_FILE",
                        "{'user_id':'ada','arguments':{'file':{'url':'https://127.0.0.1/a.png'}}}")
                .statusCode(400)
                .body("error.message", containsString("file.url"));
        project.get("/connected_accounts/" + id).body("status", equalTo("ACTIVE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BACKENDLESS_USER_FIND | {'user_id':'U-1','user_token':'00000000-no-such-token'}
                    BACKENDLESS_GET_TIMER | {'name':'nightly'}
                    """)
    void whatAnotherCredentialLacksDoesNotDecideAboutTheKey(String tool, String arguments) {
        simulator(GatewayResource.BACKENDLESS_ORIGIN, "POST", "reset", "");
        simulator(
                GatewayResource.BACKENDLESS_ORIGIN,
                "POST",
                "fault",
                "{'kind':'status','status':503,'path':'/*','times':3}");
        var id = project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'%s','rest_api_key':'%s','auth_key':'not-the-developers-key'}"
                        .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY));
        simulator(GatewayResource.BACKENDLESS_ORIGIN, "DELETE", "fault", "");
        project.get("/connected_accounts/" + id).body("status_reason", containsString("503"));
        project.post("/tools/execute/" + tool, "{'user_id':'ada','arguments':" + arguments + "}")
                .body("successful", is(false));
        project.get("/connected_accounts/" + id).body("status", equalTo("ACTIVE"));
    }

    /** A token that has run out spoils every call; a login would mend it, and a FAILED account cannot log in. */
    @Test
    void theKeyIsTriedWithoutTheUsersToken() {
        simulator(GatewayResource.BACKENDLESS_ORIGIN, "POST", "reset", "");
        project.connect(
                project.authConfig("backendless"),
                "ada",
                "{'application_id':'%s','rest_api_key':'%s','user_token':'00000000-no-such-token'}"
                        .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY));
        var sent = SentRequest.read(simulator(GatewayResource.BACKENDLESS_ORIGIN, "GET", "requests", ""));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().header("user-token")).isEmpty();
    }

    @Test
    void aNewCredentialDoesNotSwitchADisabledAccountOn() {
        var id = project.connectScale("ada");
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':false}");
        project.patch(
                        "/connected_accounts/" + id,
                        "{'connection':{'state':{'authScheme':'API_KEY','val':{'api_key':'" + Project.SCALE_KEY
                                + "'}}}}")
                .statusCode(200)
                .body("status", equalTo("INACTIVE"));
        project.get("/connected_accounts?statuses=ACTIVE").body("items", empty());
        project.patch("/connected_accounts/" + id + "/status", "{'enabled':true}");
        project.get("/connected_accounts/" + id).body("status", equalTo("ACTIVE"));
    }

    /** Told of a failure the caller would repeat what has taken effect. */
    @Test
    void aCallThatTookEffectSucceedsThoughItsTraceInTheAccountCannotBeStored() throws SQLException {
        connectUnverifiedByDomain();
        database("REVOKE UPDATE ON connected_account FROM " + TestDatabase.APP.user());
        try {
            project.post("/tools/execute/BACKENDLESS_RESET_COUNTER", RESET)
                    .statusCode(200)
                    .body("successful", is(true));
        } finally {
            database("GRANT UPDATE ON connected_account TO " + TestDatabase.APP.user());
        }
    }

    @Test
    void aDatabaseErrorIsLoggedWithoutTheRowThatMetIt() throws SQLException {
        connectUnverifiedByDomain();
        var logged = new StringWriter();
        var writer = new PrintWriter(logged);
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null) {
                    line.getThrown().printStackTrace(writer);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        database("REVOKE UPDATE ON connected_account FROM " + TestDatabase.APP.user());
        try {
            project.post("/tools/execute/BACKENDLESS_RESET_COUNTER", RESET);
        } finally {
            database("GRANT UPDATE ON connected_account TO " + TestDatabase.APP.user());
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(logged.toString()).contains("connected_account").doesNotContain("orchard.backendless.app");
    }

    private void connectUnverifiedByDomain() {
        simulator(GatewayResource.BACKENDLESS_ORIGIN, "POST", "reset", "");
        simulator(
                GatewayResource.BACKENDLESS_ORIGIN,
                "POST",
                "fault",
                "{'kind':'status','status':503,'path':'/*','times':3}");
        project.connect(project.authConfig("backendless"), "ada", "{'domain':'orchard.backendless.app'}");
        simulator(GatewayResource.BACKENDLESS_ORIGIN, "DELETE", "fault", "");
    }

    private static void database(String statement) throws SQLException {
        var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (var owner = DriverManager.getConnection(url, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
                var sql = owner.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void scale(String method, String command, String body) {
        simulator(GatewayResource.SCALE_ORIGIN, method, command, body);
    }

    private static String simulator(String property, String method, String command, String body) {
        var origin = ConfigProvider.getConfig().getValue(property, String.class);
        return given().body(Project.json(body))
                .request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
