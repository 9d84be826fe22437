package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The revisions with a handshake: what it opens, for whom, and until when (R22); what clients are told without being asked. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class LegacyEraIT {
    private static final String PING = "{'jsonrpc':'2.0','id':1,'method':'ping'}";

    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");
    private McpClient client = new McpClient(java.net.URI.create("/"), "", "");

    LegacyEraIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        project.connectScale("ada");
        session = project.session("ada", "scale_ai");
        client = McpClient.of(session);
    }

    private LegacyClient opened() {
        return LegacyClient.of(client, "2025-11-25", "{}");
    }

    /** Unguessable and for headers: 22 letters and digits are 130 bits (SEC-22). */
    @Test
    void aHandshakeOpensAProtocolSessionOfItsOwn() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(opened().id());
        }
        assertThat(ids).hasSize(20).allSatisfy(id -> assertThat(id).matches("mcps_[A-Za-z0-9]{22}"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05,2024-11-05",
        "2025-03-26,2025-03-26",
        "2025-06-18,2025-06-18",
        "2025-11-25,2025-11-25",
        "2026-07-28,2025-11-25",
        "nonsense,2025-11-25"
    })
    void aRevisionIsAgreedAndThenSpoken(String asked, String agreed) {
        var legacy = LegacyClient.of(client, asked, "{}");
        assertThat(legacy.revision()).isEqualTo(agreed);
        assertThat(legacy.send(McpRequest.of("{'jsonrpc':'2.0','method':'notifications/initialized'}"))
                        .status())
                .isEqualTo(202);
        for (var request : List.of(
                McpRequest.of(PING),
                LegacyClient.request("tools/list", "{}"),
                LegacyClient.call("SCALE_AI_LIST_BATCHES", "{'limit':1}"))) {
            var reply = legacy.send(request);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().has("result")).as(reply.text()).isTrue();
            assertThat(reply.at("/result").has("resultType"))
                    .as("only the later era has it")
                    .isFalse();
        }
    }

    /** Whatever headers clients send with it; some name the revision that they hope for. */
    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28", "2027-01-01"})
    void aHandshakeIsOneWhateverItsHeader(String header) {
        var reply = client.send(LegacyClient.initialize("2025-06-18", "{}").header("MCP-Protocol-Version", header));
        assertThat(reply.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(reply.header("Mcp-Session-Id")).isNotEmpty();
    }

    @Test
    void aHandshakeThatNamesAnIdOpensAnotherOne() {
        var reply = client.send(LegacyClient.initialize("2025-06-18", "{}").header("Mcp-Session-Id", "mine"));
        assertThat(reply.header("Mcp-Session-Id")).startsWith("mcps_");
    }

    /** Whoever else may use the session's address: nobody uses another's protocol session, or learns that there is one (SEC-21). */
    @Test
    void toOthersAProtocolSessionIsUnknown() {
        var id = opened().id();
        var others = List.of(
                McpClient.of(session, project), // the same address, but another principal
                McpClient.of(project.session("ada", "scale_ai")),
                McpClient.of(project.session("bob", "scale_ai")),
                McpClient.of(projects.create().session("ada", "scale_ai")));
        for (var other : others) {
            var unknown = other.send(McpRequest.of(PING).header("Mcp-Session-Id", "mcps_0000000000000000000000"));
            var foreign = other.send(McpRequest.of(PING).header("Mcp-Session-Id", id));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.text()).isEqualTo(unknown.text());
            assertThat(other.send(McpRequest.without("DELETE").header("Mcp-Session-Id", id))
                            .status())
                    .isEqualTo(404);
            assertThat(other.send(McpRequest.without("GET").header("Mcp-Session-Id", id))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(client.send(McpRequest.of(PING).header("Mcp-Session-Id", id)).status())
                .isEqualTo(200);
    }

    @Test
    void aProtocolSessionIsNoCredential() {
        var legacy = opened();
        for (var verb : List.of("GET", "POST", "DELETE")) {
            try (var wire = new Wire(client.url())) {
                var request = verb.equals("POST") ? McpRequest.of(PING) : McpRequest.without(verb);
                assertThat(wire.send(client.url(), legacy.in(request)).status()).isEqualTo(401);
            }
        }
        assertThat(legacy.send(McpRequest.of(PING)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invented",
                "",
                "mcps_",
                "mcps_0000000000000000000000",
                "MCPS_0000000000000000000000",
                "trs_0000000000000000000000",
                "' or true --"
            })
    void anUnknownProtocolSessionIsToBeOpenedAnew(String id) {
        for (var request : List.of(
                McpRequest.of(PING),
                LegacyClient.request("tools/list", "{}"),
                McpRequest.of("{'jsonrpc':'2.0','method':'notifications/initialized'}"),
                McpRequest.of("{'jsonrpc':'2.0','id':1,'result':{}}"))) {
            var reply = client.send(request.header("Mcp-Session-Id", id));
            assertThat(reply.status()).as(request.body()).isEqualTo(404);
            assertThat(reply.at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(reply.at("/jsonrpc").asText()).isEqualTo("2.0");
        }
    }

    @Test
    void twoIdsAreNone() {
        var legacy = opened();
        var reply = client.send(
                McpRequest.of(PING).also("Mcp-Session-Id", legacy.id()).also("Mcp-Session-Id", opened().id()));
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void whoHasNoneIsServedAllTheSame() {
        for (var request : List.of(
                McpRequest.of(PING),
                LegacyClient.request("tools/list", "{}"),
                LegacyClient.call("SCALE_AI_LIST_BATCHES", "{'limit':1}"))) {
            var reply = client.send(request);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().has("result")).isTrue();
            assertThat(reply.header("Mcp-Session-Id")).isEmpty();
        }
        assertThat(client.send(LegacyClient.request("logging/setLevel", "{'level':'debug'}"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32600);
    }

    @Test
    void aProtocolSessionThatWasEndedIsUnknown() {
        var legacy = opened();
        var other = opened();
        var end = legacy.in(McpRequest.without("DELETE"));
        var first = client.send(end);
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.text()).isEmpty();
        assertThat(client.send(end).status()).isEqualTo(404);
        assertThat(legacy.send(McpRequest.of(PING)).status()).isEqualTo(404);
        assertThat(legacy.send(McpRequest.without("GET")).status()).isEqualTo(404);
        assertThat(other.send(McpRequest.of(PING)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'loud'", "'DEBUG'", "7", "null", "{}"})
    void aLevelThatThereIsNotIsAFault(String level) {
        assertThat(opened().send(LegacyClient.request("logging/setLevel", "{'level':" + level + "}"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    /** The level is the protocol session's, and no other's. */
    @Test
    void aClientIsToldWhatIsAtLeastAsGraveAsItsLevel() {
        var one = opened();
        var other = opened();
        var works = LegacyClient.call("SCALE_AI_LIST_BATCHES", "{'limit':1}");
        var fails = LegacyClient.call("SCALE_AI_GET_TASK", "{'task_id':'nope'}");
        assertThat(methods(one.send(works))).isEmpty();
        assertThat(one.send(LegacyClient.request("logging/setLevel", "{'level':'debug'}"))
                        .at("/result"))
                .isEqualTo(McpRequest.read("{}"));
        assertThat(methods(one.send(works))).contains("notifications/message");
        assertThat(methods(other.send(works))).isEmpty();
        one.send(LegacyClient.request("logging/setLevel", "{'level':'error'}"));
        assertThat(methods(one.send(fails))).isEmpty();
        assertThat(methods(other.send(fails))).contains("notifications/message");
    }

    @Test
    void progressIsToldOnlyToWhoGaveATokenAndGrows() {
        var legacy = opened();
        legacy.send(LegacyClient.request("logging/setLevel", "{'level':'emergency'}"));
        var request = LegacyClient.call(
                "COMPOSIO_MULTI_EXECUTE_TOOL",
                "{'tools':[{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':1}},"
                        + "{'tool_slug':'SCALE_AI_LIST_PROJECTS','arguments':{}}]}");
        assertThat(methods(legacy.send(request))).isEmpty();
        var messages = legacy.send(request.meta("progressToken", "'t'")).messages();
        var told = messages.subList(0, messages.size() - 1);
        assertThat(told).isNotEmpty().allSatisfy(message -> {
            assertThat(message.path("method").asText()).isEqualTo("notifications/progress");
            assertThat(message.at("/params/progressToken").asText()).isEqualTo("t");
        });
        assertThat(told.stream().map(message -> message.at("/params/progress").asDouble()))
                .doesNotHaveDuplicates()
                .isSorted()
                .endsWith(2.0);
    }

    @Test
    void theLaterErasMethodsAreUnknownHere() {
        for (var method : List.of("server/discover", "subscriptions/listen", "tasks/list", "no/such")) {
            assertThat(opened().send(LegacyClient.request(method, "{}")).outcome())
                    .as(method)
                    .isEqualTo("200 -32601");
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        var reply = opened().send(LegacyClient.request("resources/read", "{'uri':'patchbay:///files/none.txt'}"));
        assertThat(reply.outcome()).isEqualTo("200 -32002");
    }

    /** Answers to nothing, and to what nobody asked, are taken and change nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'exch_0000000000000000000000-0'",
                "'-0'",
                "'-'",
                "''",
                "7",
                "null",
                "1.5",
                "{}",
                "'exch_0000000000000000000000-99999999999999999999'"
            })
    void anAnswerThatNobodyWaitsForIsIgnored(String id) {
        for (var content :
                List.of("'result':{'action':'accept'}", "'result':7", "'error':{'code':1}", "'error':null")) {
            var reply = opened().send(McpRequest.of("{'jsonrpc':'2.0','id':" + id + "," + content + "}"));
            assertThat(reply.status()).as(content).isEqualTo(202);
            assertThat(reply.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'requestId':'none'}", "{'requestId':7}", "{'requestId':null}", "{'requestId':{}}"})
    void cancellingWhatDoesNotRunChangesNothing(String params) {
        assertThat(opened().send(McpRequest.of(
                                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':" + params + "}"))
                        .status())
                .isEqualTo(202);
    }

    /** What a client says of itself may be large, odd or missing. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{'elicitation':7}", "{'elicitation':{'form':true},'roots':[]}"})
    void capabilitiesThatMakeNoSenseAreNone(String capabilities) {
        var legacy = LegacyClient.of(client, "2025-11-25", capabilities);
        assertThat(legacy.send(McpRequest.of(PING)).status()).isEqualTo(200);
        var large = LegacyClient.of(client, "2025-11-25", "{'experimental':{'x':'" + "a".repeat(100_000) + "'}}");
        assertThat(large.send(McpRequest.of(PING)).status()).isEqualTo(200);
    }

    private static List<String> methods(McpClient.Reply reply) {
        return reply.messages().stream()
                .filter(message -> message.has("method"))
                .map(message -> message.path("method"))
                .map(JsonNode::asText)
                .toList();
    }
}
