package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of 2026-07-28 that need something of a person: what the client carries from one round to the next is good for this
 * request of this user, once (SEC-25), and the simulator's log is the witness.
 */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ModernRoundsIT {
    private static final String FORM = "{'elicitation':{'form':{}}}";
    private static final String URL = "{'elicitation':{'url':{}}}";
    private static final String CREATE = "SCALE_AI_CREATE_BATCH";

    private final Projects projects;
    private Project project = new Project("");
    private McpClient client = new McpClient(java.net.URI.create("/"), "", "");
    private String name = "";

    ModernRoundsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSessionThatAsksBeforeItWrites() {
        project = projects.create();
        project.connectScale("ada");
        client = McpClient.of(approving(project, "ada"));
        name = "round " + UUID.randomUUID();
    }

    static JsonPath approving(Project project, String user) {
        return project.post(
                        "/tool_router/session",
                        ("{'user_id':'%s','toolkits':{'enable':['scale_ai']},'preload':{'tools':'all'},"
                                        + "'approval':{'require':'writes'}}")
                                .formatted(user))
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private McpRequest create() {
        return McpRequest.call(CREATE, "{'project':'Fruit Boxes','name':'" + name + "'}")
                .capabilities(FORM);
    }

    private static McpRequest accepted(McpRequest request, String state) {
        return request.id("2")
                .param("inputResponses", "{'approve':{'action':'accept','content':{}}}")
                .param("requestState", '"' + state + '"');
    }

    private String asked() {
        var asked = client.send(create());
        assertAsked(asked);
        return asked.at("/result/requestState").asText();
    }

    private static void assertAsked(McpClient.Reply reply) {
        assertThat(reply.at("/result/resultType").asText()).as(reply.text()).isEqualTo("input_required");
        assertThat(reply.at("/result/inputRequests/approve/method").asText()).isEqualTo("elicitation/create");
        assertThat(reply.at("/result").has("ttlMs")).isFalse();
        assertThat(reply.at("/result").has("cacheScope")).isFalse();
    }

    /** How often the service was sent this test's name. */
    private int sent() {
        var scale = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return get(scale + "/__sim/requests")
                .jsonPath()
                .getList("findAll { it.body.contains('" + name + "') }")
                .size();
    }

    @Test
    void aCallWaitsForApprovalAndIsThenMadeOnce() {
        var first = client.send(create());
        assertAsked(first);
        var form = first.at("/result/inputRequests/approve/params");
        assertThat(form.path("mode").asText()).isEqualTo("form");
        assertThat(form.path("message").asText()).contains(CREATE, name);
        assertThat(form.at("/requestedSchema/type").asText()).isEqualTo("object");
        assertThat(sent()).isZero();

        var second =
                client.send(accepted(create(), first.at("/result/requestState").asText()));

        assertThat(second.at("/id").asInt()).isEqualTo(2);
        assertThat(second.at("/result/resultType").asText()).as(second.text()).isEqualTo("complete");
        assertThat(second.at("/result/structuredContent/data/name").asText()).isEqualTo(name);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anApprovalIsUsedUpByTheCallItWasFor() {
        var request = accepted(create(), asked());
        assertThat(client.send(request).at("/result/resultType").asText()).isEqualTo("complete");
        assertAsked(client.send(request));
        assertAsked(client.send(request.id("3")));
        assertThat(sent()).isEqualTo(1);
    }

    /** Whoever comes first; the others are asked again. */
    @Test
    void ofManyWhoUseAnApprovalAtOnceOneIsServed() throws Exception {
        var request = accepted(create(), asked());
        var all = new ArrayList<Callable<McpClient.Reply>>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> client.send(request));
        }
        var served = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : threads.invokeAll(all)) {
                served += reply.get().at("/result/resultType").asText().equals("complete") ? 1 : 0;
            }
        }
        assertThat(served).isEqualTo(1);
        assertThat(sent()).isEqualTo(1);
    }

    /** A changed character anywhere, one more, one less, or something else altogether. */
    @Test
    void aStateThatWasChangedIsRefused() {
        var state = asked();
        var changed = new ArrayList<>(List.of(
                "", state + "A", state.substring(1), state.substring(0, state.length() - 1), "AAAA", "=", "ä", "null"));
        for (int i = 0; i < state.length(); i += Math.max(1, state.length() / 60)) {
            changed.add(flipped(state, i));
        }
        changed.add(flipped(state, state.length() - 1));
        changed.add(new StringBuilder(state).reverse().toString());
        for (var other : changed) {
            assertThat(client.send(accepted(create(), other)).outcome())
                    .as(other)
                    .isEqualTo("200 -32602");
        }
        for (var noText : List.of("null", "7", "{}", "[]")) {
            assertThat(client.send(accepted(create(), "").param("requestState", noText))
                            .outcome())
                    .as(noText)
                    .isEqualTo("200 -32602");
        }
        assertThat(sent()).isZero();
        assertThat(client.send(accepted(create(), state))
                        .at("/result/resultType")
                        .asText())
                .as("unchanged it is still good")
                .isEqualTo("complete");
    }

    private static String flipped(String text, int at) {
        var flipped = new StringBuilder(text);
        flipped.setCharAt(at, text.charAt(at) == 'A' ? 'B' : 'A');
        return flipped.toString();
    }

    @Test
    void aStateIsGoodForNoOtherRequest() {
        var state = asked();
        var others = List.of(
                McpRequest.call("SCALE_AI_FINALIZE_BATCH", "{'project':'Fruit Boxes','name':'" + name + "'}"),
                McpRequest.call(CREATE, "{'project':'Fruit Boxes','name':'" + name + "!'}"),
                McpRequest.call(
                        CREATE, "{'project':'Fruit Boxes','name':'" + name + "','callback':'http://x.example'}"),
                create().param("more", "1"),
                McpRequest.call(
                        "COMPOSIO_MULTI_EXECUTE_TOOL",
                        "{'tools':[{'tool_slug':'" + CREATE + "','arguments':{'project':'Fruit Boxes','name':'" + name
                                + "'}}]}"),
                McpRequest.modern("resources/read", "{'uri':'patchbay:///files/a'}"));
        for (var other : others) {
            assertThat(client.send(accepted(other.capabilities(FORM), state)).outcome())
                    .as(other.body())
                    .isEqualTo("200 -32602");
        }
        assertThat(sent()).isZero();
    }

    @Test
    void aStateIsGoodForNobodyElse() {
        var state = asked();
        project.connectScale("bob");
        var elsewhere = projects.create();
        elsewhere.connectScale("ada");
        var others = List.of(
                McpClient.of(approving(project, "ada")),
                McpClient.of(approving(project, "bob")),
                McpClient.of(approving(elsewhere, "ada")),
                new McpClient(client.url(), "x-api-key", project.apiKey()));
        for (var other : others) {
            assertThat(other.send(accepted(create(), state)).outcome())
                    .as(other.header())
                    .isEqualTo("200 -32602");
        }
        assertThat(sent()).isZero();
    }

    /** Nothing was asked, so nothing can have been answered. */
    @Test
    void anAnswerWithoutItsStateApprovesNothing() {
        var eager = create().param("inputResponses", "{'approve':{'action':'accept','content':{}}}");
        assertAsked(client.send(eager));
        assertThat(sent()).isZero();
    }

    /** What is no acceptance is a question still open, or its end; never a call. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'other':{'action':'accept'}}",
                "{'approve':{}}",
                "{'approve':'accept'}",
                "{'approve':{'action':'ACCEPT'}}",
                "{'approve':{'action':true}}",
                "{'approve':{'action':['accept']}}",
                "{'approve':{'result':{'action':'accept'}}}"
            })
    void whatIsNoAnswerIsAskedForAgain(String responses) {
        var reply = client.send(accepted(create(), asked()).param("inputResponses", responses));
        assertAsked(reply);
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'accept'", "[]", "7", "null"})
    void answersThatAreNoObjectAreAFault(String responses) {
        var reply = client.send(accepted(create(), asked()).param("inputResponses", responses));
        assertThat(reply.outcome()).isEqualTo("200 -32602");
        assertThat(sent()).isZero();
    }

    @Test
    void moreAnswersThanAnybodyAskedForAreAFault() {
        var request = accepted(create(), asked()).change(message -> {
            var answers = (ObjectNode) message.at("/params/inputResponses");
            for (int i = 0; i < 40; i++) {
                answers.putObject("k" + i);
            }
        });
        assertThat(client.send(request).outcome()).isEqualTo("200 -32602");
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void aCallThatIsDeclinedIsNotMade(String action) {
        var reply = client.send(
                accepted(create(), asked()).param("inputResponses", "{'approve':{'action':'" + action + "'}}"));
        assertThat(reply.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(reply.at("/result/isError").asBoolean()).isTrue();
        assertThat(reply.at("/result/structuredContent/error").asText()).startsWith("[Session Restriction]");
        assertThat(sent()).isZero();
    }

    /** Capabilities count per request: who does not declare them in this one is not asked in it. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'sampling':{}}", "{'elicitation':{'url':{}}}", "{'elicitation':true}"})
    void whoCannotAskIsRefusedPlainly(String capabilities) {
        var reply = client.send(create().capabilities(capabilities));
        assertThat(reply.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(reply.at("/result/isError").asBoolean()).isTrue();
        assertThat(sent()).isZero();
    }

    @Test
    void whatNeedsNoApprovalIsNotAskedAbout() {
        var reply = client.send(
                McpRequest.call("SCALE_AI_LIST_BATCHES", "{'limit':1}").capabilities(FORM));
        assertThat(reply.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(reply.at("/result/isError").asBoolean()).isFalse();
    }

    /** Rounds are of three methods only; elsewhere the members mean nothing. */
    @Test
    void aStateIsNotLookedAtWhereNothingIsEverAsked() {
        var reply = client.send(McpRequest.modern("tools/list").param("requestState", "'invented'"));
        assertThat(reply.at("/result/resultType").asText()).isEqualTo("complete");
    }

    @Test
    void aMissingConnectionIsMadeOnThePageThatTheClientShows() {
        var bob = McpClient.of(project.session("bob", "scale_ai"));
        var request = McpRequest.call("SCALE_AI_LIST_BATCHES", "{'limit':1}").capabilities(URL);

        var first = bob.send(request);

        assertThat(first.at("/result/resultType").asText()).as(first.text()).isEqualTo("input_required");
        var asked = first.at("/result/inputRequests/connect");
        assertThat(asked.path("method").asText()).isEqualTo("elicitation/create");
        assertThat(asked.at("/params/mode").asText()).isEqualTo("url");
        assertThat(asked.at("/params/message").asText()).isNotBlank();
        assertThat(asked.at("/params").has("elicitationId"))
                .as("gone since 2026-07-28")
                .isFalse();
        var page = new ConnectPage(asked.at("/params/url").asText());
        var answered = request.id("2").param("inputResponses", "{'connect':{'action':'accept'}}");
        answered = first.at("/result").has("requestState")
                ? answered.param(
                        "requestState", first.at("/result/requestState").toString())
                : answered;
        assertThat(bob.send(answered).at("/result/resultType").asText())
                .as("to say that it was done does not do it")
                .isEqualTo("input_required");

        page.open().then().statusCode(200);
        page.type("api_key", Project.SCALE_KEY);

        var second = bob.send(answered.id("3"));
        assertThat(second.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(second.at("/result/isError").asBoolean()).as(second.text()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void whoDeclinesToConnectIsGivenTheLink(String action) {
        var bob = McpClient.of(project.session("bob", "scale_ai"));
        var reply = bob.send(McpRequest.call("SCALE_AI_LIST_BATCHES", "{}")
                .capabilities(URL)
                .param("inputResponses", "{'connect':{'action':'" + action + "'}}"));
        assertLink(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'elicitation':{}}", "{'elicitation':{'form':{}}}"})
    void whoCannotShowAPageIsGivenTheLink(String capabilities) {
        var bob = McpClient.of(project.session("bob", "scale_ai"));
        assertLink(bob.send(McpRequest.call("SCALE_AI_LIST_BATCHES", "{}").capabilities(capabilities)));
    }

    private static void assertLink(McpClient.Reply reply) {
        assertThat(reply.at("/result/resultType").asText()).as(reply.text()).isEqualTo("complete");
        assertThat(reply.at("/result/isError").asBoolean()).isTrue();
        assertThat(reply.at("/result/structuredContent/error").asText()).containsPattern("]\\(http://[^)]+\\)");
    }
}
