package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients with a handshake are asked on the stream of a request, and whose answers count (SEC-24). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class LegacyQuestionsIT {
    private static final String BOTH = "{'elicitation':{'form':{},'url':{}}}";
    private static final String ACCEPT = "{'action':'accept','content':{}}";

    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");
    private String name = "";

    LegacyQuestionsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSessionThatAsksBeforeItWrites() {
        project = projects.create();
        project.connectScale("ada");
        session = ModernRoundsIT.approving(project, "ada");
        name = "legacy " + UUID.randomUUID();
    }

    private LegacyClient client(String revision, String capabilities) {
        return LegacyClient.of(McpClient.of(session), revision, capabilities);
    }

    private McpRequest create() {
        return LegacyClient.call("SCALE_AI_CREATE_BATCH", "{'project':'Fruit Boxes','name':'" + name + "'}");
    }

    private static JsonNode question(McpClient.Stream stream) {
        var question = spoken(stream);
        assertThat(question.path("method").asText()).as("%s", question).isEqualTo("elicitation/create");
        assertThat(question.path("id").isTextual()).isTrue();
        return question;
    }

    /** The next that is not said by the way. */
    private static JsonNode spoken(McpClient.Stream stream) {
        var message = stream.next();
        while (message.path("method").asText().equals("notifications/message")) {
            message = stream.next();
        }
        return message;
    }

    /** How often the service was sent this test's name. */
    private int sent() {
        var scale = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return get(scale + "/__sim/requests")
                .jsonPath()
                .getList("findAll { it.body.contains('" + name + "') }")
                .size();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2025-06-18 | {'elicitation':{}}
                    2025-11-25 | {'elicitation':{}}
                    2025-11-25 | {'elicitation':{'form':{}}}
                    2025-11-25 | {'elicitation':{'form':{},'url':{}}}
                    """)
    void aCallIsMadeWhenItsUserHasApprovedIt(String revision, String capabilities) {
        var client = client(revision, capabilities);
        try (var stream = client.open(create())) {
            assertThat(stream.answer().header("Content-Type")).startsWith("text/event-stream");
            var question = question(stream);
            assertThat(question.at("/params/message").asText()).contains(name);
            assertThat(question.at("/params").has("mode")).isFalse();
            assertThat(sent()).isZero();

            var answered = client.send(LegacyClient.answer(question, ACCEPT));

            assertThat(answered.status()).isEqualTo(202);
            assertThat(answered.text()).isEmpty();
            var result = spoken(stream);
            assertThat(result.path("id").asInt()).isEqualTo(1);
            assertThat(result.at("/result/isError").asBoolean())
                    .as("%s", result)
                    .isFalse();
            assertThat(stream.rest()).isEmpty();
            assertThat(sent()).isEqualTo(1);
            assertThat(client.send(LegacyClient.answer(question, ACCEPT)).status())
                    .as("too late")
                    .isEqualTo(202);
            assertThat(sent()).isEqualTo(1);
        }
    }

    /** To decline, to cancel, to fail, or to answer what nobody can read: none of it is a yes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'result':{'action':'decline'}",
                "'result':{'action':'cancel'}",
                "'result':{'action':'ACCEPT'}",
                "'result':{}",
                "'result':null",
                "'result':'accept'",
                "'result':['accept']",
                "'result':7",
                "'error':{'code':-32601,'message':'no'}",
                "'error':{}",
                "'error':'no'",
                "'error':null"
            })
    void whatIsNotAnAcceptanceMakesNoCall(String content) {
        var client = client("2025-11-25", BOTH);
        try (var stream = client.open(create())) {
            for (var question = question(stream); ; question = question(stream)) {
                var message = McpRequest.of("{'jsonrpc':'2.0','id':" + question.path("id") + "," + content + "}");
                assertThat(client.send(message).status()).isEqualTo(202);
                var next = spoken(stream);
                if (next.has("method")) { // asked again, as for a form filled in wrongly
                    assertThat(content).contains("'result':{");
                    client.send(LegacyClient.answer(next, "{'action':'decline'}"));
                    next = spoken(stream);
                }
                assertThat(next.at("/result/isError").asBoolean())
                        .as("%s", next)
                        .isTrue();
                assertThat(next.at("/result/structuredContent/error").asText()).startsWith("[Session Restriction]");
                break;
            }
        }
        assertThat(sent()).isZero();
    }

    /** People take their time: what they approve is held against the rules as they are when they answer (R61). */
    @Test
    void anAcceptanceAfterTheToolWasExcludedMakesNoCall() {
        var client = client("2025-11-25", BOTH);
        try (var stream = client.open(create())) {
            var question = question(stream);
            project.patch(
                            "/tool_router/session/" + session.getString("session_id"),
                            "{'tools':{'scale_ai':{'disable':['SCALE_AI_CREATE_BATCH']}}}")
                    .statusCode(200);
            client.send(LegacyClient.answer(question, ACCEPT));
            assertThat(spoken(stream).at("/result/structuredContent/error").asText())
                    .startsWith("[Session Restriction]")
                    .contains("cannot be used");
        }
        assertThat(sent()).isZero();
    }

    /** Within five seconds (R21), whether or not anybody answers. */
    @ParameterizedTest
    @ValueSource(strings = {"/tokens", ""})
    void aQuestionEndsWithItsCredentialAndWithItsSession(String what) {
        var client = client("2025-11-25", BOTH);
        try (var stream = client.open(create())) {
            question(stream);
            project.delete("/tool_router/session/" + session.getString("session_id") + what)
                    .statusCode(200);
            var begin = Instant.now();
            var last = spoken(stream);
            assertThat(last.at("/error/message").asText()).as("%s", last).contains("nothing was sent");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(8));
        }
        assertThat(sent()).isZero();
    }

    @Test
    void aClientCanBeAskedEightThingsAtATime() {
        var client = client("2025-11-25", BOTH);
        var streams = new ArrayList<McpClient.Stream>();
        try {
            for (var open = 0; open < 8; open++) {
                streams.add(client.open(create()));
                question(streams.getLast());
            }
            try (var ninth = client.open(create())) {
                var refusal = spoken(ninth);
                assertThat(refusal.at("/error/message").asText())
                        .as("%s", refusal)
                        .contains("too many questions");
            }
            var first = streams.removeFirst();
            first.close();
            await().untilAsserted(() -> {
                var again = client.open(create());
                streams.add(again);
                question(again);
            });
        } finally {
            streams.forEach(McpClient.Stream::close);
        }
        assertThat(sent()).isZero();
    }

    /** Whoever knows the question's id, and asks with whatever credential: only the protocol session that was asked answers it. */
    @Test
    void nobodyElseCanAnswer() {
        var asked = client("2025-11-25", BOTH);
        project.connectScale("bob");
        var others = List.of(
                client("2025-11-25", BOTH), // another protocol session of the same user at the same address
                LegacyClient.of(McpClient.of(session, project), "2025-11-25", BOTH),
                LegacyClient.of(McpClient.of(ModernRoundsIT.approving(project, "ada")), "2025-11-25", BOTH),
                LegacyClient.of(McpClient.of(ModernRoundsIT.approving(project, "bob")), "2025-11-25", BOTH),
                LegacyClient.of(McpClient.of(ModernRoundsIT.approving(projects.create(), "ada")), "2025-11-25", BOTH));
        try (var stream = asked.open(create())) {
            var question = question(stream);
            for (var other : others) {
                assertThat(other.send(LegacyClient.answer(question, ACCEPT)).status())
                        .isEqualTo(202);
            }
            assertThat(asked.client()
                            .send(LegacyClient.answer(question, ACCEPT))
                            .status())
                    .as("without a protocol session")
                    .isEqualTo(202);
            var wrong = question.deepCopy();
            for (var id : List.of(
                    question.path("id").asText() + "0",
                    question.path("id").asText().replace("-0", "-7"))) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) wrong).put("id", id);
                assertThat(asked.send(LegacyClient.answer(wrong, ACCEPT)).status())
                        .isEqualTo(202);
            }
            asked.send(LegacyClient.answer(question, "{'action':'decline'}"));
            assertThat(spoken(stream).at("/result/isError").asBoolean()).isTrue();
        }
        assertThat(sent()).isZero();
    }

    /** Who went or cancelled is not waited for: nobody could answer any more. */
    @Test
    void aQuestionEndsWithItsRequest() {
        var client = client("2025-11-25", BOTH);
        try (var stream = client.open(create())) {
            question(stream);
            var begin = Instant.now();
            var cancelled =
                    McpRequest.of("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            assertThat(client.send(cancelled).status()).isEqualTo(202);
            stream.rest();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
        assertThat(sent()).isZero();
    }

    /** One that takes JSON only, one that declares nothing, one without a protocol session, one of a revision that has no forms. */
    @Test
    void whoCannotBeAskedIsRefusedPlainly() {
        var able = client("2025-11-25", BOTH);
        var replies = List.of(
                able.send(create().header("Accept", "application/json")),
                client("2025-11-25", "{}").send(create()),
                client("2025-11-25", "{'elicitation':{'url':{}}}").send(create()),
                client("2025-03-26", BOTH).send(create()),
                able.client().send(create()));
        for (var reply : replies) {
            assertThat(reply.messages())
                    .noneMatch(message -> message.path("method").asText().startsWith("elicitation"));
            assertThat(reply.at("/result/isError").asBoolean()).as(reply.text()).isTrue();
            assertThat(reply.at("/result/structuredContent/error").asText()).startsWith("[Session Restriction]");
        }
        assertThat(sent()).isZero();
    }

    @Test
    void aMissingConnectionIsAnErrorThatNamesThePage() {
        var bob = LegacyClient.of(McpClient.of(project.session("bob", "scale_ai")), "2025-11-25", BOTH);
        var call = LegacyClient.call("SCALE_AI_LIST_BATCHES", "{'limit':1}");

        var reply = bob.send(call);

        assertThat(reply.outcome()).as(reply.text()).isEqualTo("200 -32042");
        var elicitation = reply.at("/error/data/elicitations/0");
        assertThat(elicitation.path("mode").asText()).isEqualTo("url");
        assertThat(elicitation.path("elicitationId").asText()).isNotBlank();
        assertThat(elicitation.path("message").asText()).isNotBlank();
        var page = new ConnectPage(elicitation.path("url").asText());
        page.open().then().statusCode(200);
        page.type("api_key", Project.SCALE_KEY);
        assertThat(bob.send(call).at("/result/isError").asBoolean(true)).isFalse();
    }

    /** Codex declares URL mode at a revision that has none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2025-06-18 | {'elicitation':{'form':{},'url':{}}}
                    2025-03-26 | {'elicitation':{'form':{},'url':{}}}
                    2025-11-25 | {'elicitation':{}}
                    2025-11-25 | {}
                    """)
    void whoCannotShowAPageIsGivenTheLink(String revision, String capabilities) {
        var bob = LegacyClient.of(McpClient.of(project.session("bob", "scale_ai")), revision, capabilities);
        var reply = bob.send(LegacyClient.call("SCALE_AI_LIST_BATCHES", "{}"));
        assertThat(reply.at("/result/isError").asBoolean()).as(reply.text()).isTrue();
        assertThat(reply.at("/result/structuredContent/error").asText()).containsPattern("]\\(http://[^)]+\\)");
    }
}
