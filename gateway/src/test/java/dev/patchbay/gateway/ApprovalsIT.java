package dev.patchbay.gateway;

import static dev.patchbay.gateway.Project.json;
import static dev.patchbay.gateway.testhttp.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.call.Approval;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.meta.Delivery;
import dev.patchbay.gateway.meta.ToolRouter;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.tenancy.ActingAs;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person has approved is what is sent, and nothing else is; behind every edge. How people are asked is the edges' own. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ApprovalsIT {
    private static final String CREATE = "SCALE_AI_CREATE_BATCH";
    private static final String BATCH = "COMPOSIO_MULTI_EXECUTE_TOOL";
    private static final String READ = "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':1}}";

    private final Projects projects;
    private final Sessions sessions;
    private final ToolRouter router;
    private final CurrentCaller caller;
    private Project project = new Project("");
    private String account = "";
    private String session = "";

    ApprovalsIT(Projects projects, Sessions sessions, ToolRouter router, CurrentCaller caller) {
        this.projects = projects;
        this.sessions = sessions;
        this.router = router;
        this.caller = caller;
    }

    @BeforeEach
    void aSessionThatAsksBeforeItWrites() {
        project = projects.create();
        account = project.connectScale("ada");
        session = session("'approval':{'require':'writes'}");
    }

    @Test
    void anApprovedCallIsMadeAndOnRecordBeforeItIsSent() {
        var asked = asked(call(CREATE, batch("plums"), Approval.NONE));
        assertThat(asked.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.tool()).hasToString(CREATE);
            assertThat(ask.toolkit()).hasToString("scale_ai");
            assertThat(ask.title()).isEqualTo("Create Batch");
            assertThat(ask.account()).isEmpty();
            assertThat(ask.arguments()).isEqualTo(json(batch("plums")));
        });
        var before = requests();

        var result = call(
                CREATE, batch("plums"), Approval.fromJson(Approval.of(asked).toJson()));

        assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(requests()).isEqualTo(before + 1);
        var rows = new AuditLog(projects.adminKey()).of(project.tenant());
        assertThat(rows)
                .extracting(row -> row.get("action"))
                .endsWith("tool.refused", "tool.approved", "tool.execution_started", "tool.execution_ended");
        var refused = rows.get(rows.size() - 4);
        assertThat(refused).containsEntry("outcome", "REFUSED");
        assertThat(refused.get("details")).isEqualTo(Map.of("tool", CREATE, "rule", "approval", "session", session));
        var approved = rows.get(rows.size() - 3);
        assertThat(approved).containsEntry("outcome", "DONE").containsEntry("subject", result.logId());
        assertThat(approved.get("details"))
                .isEqualTo(Map.of(
                        "tool", CREATE,
                        "session", session,
                        "digest", asked.asks().getFirst().digest()));
    }

    @Test
    void whatIsNotAskedAboutIsNotRecordedAsApproved() {
        assertThat(call("SCALE_AI_LIST_BATCHES", "{}", Approval.NONE).outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(new AuditLog(projects.adminKey()).of(project.tenant()))
                .extracting(row -> row.get("action"))
                .doesNotContain("tool.approved", "tool.refused");
    }

    @Test
    void otherArgumentsThanWereApprovedAreNotSent() {
        var approval = Approval.of(asked(call(CREATE, batch("plums"), Approval.NONE)));
        var before = requests();

        assertThat(asked(call(CREATE, batch("pears"), approval)).asks()).hasSize(1);

        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void anotherToolWithTheSameArgumentsWasNotApproved() {
        var arguments = "{'task_id':'t','tags':['a']}";
        var approval = Approval.of(asked(call("SCALE_AI_ADD_TASK_TAGS", arguments, Approval.NONE)));
        var before = requests();

        assertThat(asked(call("SCALE_AI_DELETE_TASK_TAGS", arguments, approval)).asks())
                .hasSize(1);

        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void anotherAccountThanWasApprovedIsNotUsed() {
        var approval = Approval.of(asked(call(CREATE, batch("plums"), Approval.NONE)));
        var before = requests();

        var asked = asked(call(CREATE, batch("plums"), Optional.of(account), approval));

        assertThat(asked.asks().getFirst().account()).contains(account);
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void aliasesAndOrderAreNoDifference() {
        var approval = Approval.of(
                asked(call(CREATE, "{'project':'Fruit Boxes','name':'figs " + session + "'}", Approval.NONE)));

        assertThat(call(CREATE, "{'name':'figs " + session + "','project':'Fruit Boxes','callback':null}", approval)
                        .outcome())
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void aBatchIsRunWhenAllOfItWasApproved() {
        var items = "{'tools':[" + READ + "," + item("plums") + "," + item("pears") + "]}";
        var before = requests();
        var asked = asked(call(BATCH, items, Approval.NONE));
        assertThat(asked.asks())
                .extracting(Failure.Ask::arguments)
                .containsExactly(json(batch("plums")), json(batch("pears")));

        var one = new Approval(List.of(Approval.of(asked).calls().getFirst()));
        assertThat(asked(call(BATCH, items, one)).asks()).hasSize(2);
        assertThat(requests()).as("not even what only reads").isEqualTo(before);

        assertThat(data(call(BATCH, items, Approval.of(asked)))
                        .path("success_count")
                        .intValue())
                .isEqualTo(3);
        assertThat(requests()).isEqualTo(before + 3);
        assertThat(new AuditLog(projects.adminKey()).of(project.tenant()))
                .extracting(row -> row.get("action"))
                .filteredOn(action -> List.of("tool.refused", "tool.approved").contains(action))
                .containsExactly(
                        "tool.refused",
                        "tool.refused",
                        "tool.refused",
                        "tool.refused",
                        "tool.approved",
                        "tool.approved");
    }

    @Test
    void aCallThatStandsTwiceInABatchIsApprovedTwice() {
        var twice = "{'tools':[" + item("plums") + "," + item("plums") + "]}";
        var once = Approval.of(asked(call(BATCH, "{'tools':[" + item("plums") + "]}", Approval.NONE)));
        var before = requests();

        assertThat(asked(call(BATCH, twice, once)).asks()).hasSize(2);

        assertThat(requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            invalid arguments   | {'tool_slug':'SCALE_AI_CREATE_BATCH','arguments':{'nope':1}}
            an unknown tool     | {'tool_slug':'SCALE_AI_CREATE_BATHC','arguments':{}}
            a session's rules   | {'tool_slug':'BACKENDLESS_RESET_COUNTER','arguments':{'counter_name':'c'}}
            a reference to none | {'tool_slug':'SCALE_AI_CREATE_BATCH','arguments':{'project':'p','name':{'$result':'res_0'}}}
            """)
    void nobodyIsAskedAboutWhatWouldBeRefusedAnyway(String why, String item) {
        var asked = asked(call(BATCH, "{'tools':[" + item + "," + item("plums") + "]}", Approval.NONE));

        assertThat(asked.asks()).as(why).extracting(Failure.Ask::arguments).containsExactly(json(batch("plums")));
    }

    @Test
    void nobodyIsAskedAboutWhatTheAuthConfigExcludes() {
        var other = projects.create();
        String config = other.post(
                        "/auth_configs",
                        "{'toolkit':{'slug':'scale_ai'},'auth_config':{'type':'use_custom_auth','authScheme':'API_KEY','tool_access_config':{'tools_available_for_execution':['SCALE_AI_LIST_BATCHES']}}}")
                .statusCode(201)
                .extract()
                .path("auth_config.id");
        other.connect(config, "ada", "{'generic_api_key':'" + Project.SCALE_KEY + "'}");
        project = other;
        session = session("'approval':{'require':'writes'}");

        assertThat(call(CREATE, batch("plums"), Approval.NONE).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.Restricted.class));
    }

    @Test
    void aKeptResultIsShownAndApprovedAsItIsSent() {
        session = session("'approval':{'require':'writes'},'workbench':{'auto_offload_threshold':100}");
        var kept = data(call("SCALE_AI_LIST_BATCHES", "{}", Approval.NONE))
                .path("handle")
                .textValue();
        var reference = "{'project':{'$result':'" + kept + "','path':'docs[0].project'},'name':'kept " + session + "'}";
        var before = requests();

        var asked = asked(
                call(BATCH, "{'tools':[{'tool_slug':'" + CREATE + "','arguments':" + reference + "}]}", Approval.NONE));

        var shown = asked.asks().getFirst().arguments();
        assertThat(shown).contains("\"project\":\"").doesNotContain("$result");
        var resolved = call(CREATE, shown.replace('"', '\''), Approval.of(asked));
        assertThat(resolved.outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(requests()).isEqualTo(before + 1);
    }

    @Test
    void theBlockIsToldBackKeptInTheHistoryAndRemovedByNull() {
        var path = "/tool_router/session/" + session;
        project.get(path).body("config.approval.require", equalTo("writes"));
        project.patch(path, "{'approval':{'tools':{'enable':['SCALE_AI_GET_BATCH']}}}")
                .statusCode(200)
                .body("config.approval.require", nullValue())
                .body("config.approval.tools.enable[0]", equalTo("SCALE_AI_GET_BATCH"));
        project.get(path + "/config_history").body("items[1].config.approval.require", equalTo("writes"));
        project.patch(path, "{'approval':null}").statusCode(200).body("config.approval", nullValue());
        project.post(path + "/execute", "{'tool_slug':'" + CREATE + "','arguments':" + batch("plums") + "}")
                .statusCode(200)
                .body("error", nullValue());
    }

    private String session(String rules) {
        return project.post(
                        "/tool_router/session", "{'user_id':'ada','toolkits':{'enable':['scale_ai']}," + rules + "}")
                .statusCode(201)
                .extract()
                .path("session_id");
    }

    /** No two tests, and no two names of one, make the same batch. */
    private String batch(String name) {
        return "{'project':'Fruit Boxes','name':'" + name + " " + session + "'}";
    }

    private String item(String name) {
        return "{'tool_slug':'" + CREATE + "','arguments':" + batch(name) + "}";
    }

    private CallResult call(String tool, String arguments, Approval approval) {
        return call(tool, arguments, Optional.empty(), approval);
    }

    private CallResult call(String tool, String arguments, Optional<String> named, Approval approval) {
        ActingAs.backend(caller, project.tenant());
        var open = sessions.find(new TenantId(project.tenant()), new SessionId(session))
                .orElseThrow();
        return router.call(new ToolScope.InSession(open), tool, object(arguments), named, Delivery.PREVIEW, approval);
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) Json.read(json(text).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson broken) {
            throw new AssertionError(broken);
        }
    }

    private static Failure.ApprovalNeeded asked(CallResult result) {
        return switch (result.outcome()) {
            case Outcome.Failed<ObjectNode>(Failure.ApprovalNeeded needed) -> needed;
            case Outcome.Failed<ObjectNode>(var failure) -> throw new AssertionError(failure);
            case Outcome.Ok<ObjectNode>(var data) -> throw new AssertionError("was run: " + data);
        };
    }

    private static ObjectNode data(CallResult result) {
        return switch (result.outcome()) {
            case Outcome.Ok<ObjectNode>(var data) -> data;
            case Outcome.Failed<ObjectNode>(var failure) -> throw new AssertionError(failure);
        };
    }

    /** How many requests the simulator has had. */
    private static int requests() {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return get(origin + "/__sim/requests").jsonPath().getList("").size();
    }
}
