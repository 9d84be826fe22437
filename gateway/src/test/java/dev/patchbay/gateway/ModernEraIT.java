package dev.patchbay.gateway;

import static dev.patchbay.gateway.McpRequest.META;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revision 2026-07-28 over real HTTP: what each method is answered, and what of the older eras is not offered any more. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ModernEraIT {
    private static final String BATCH = "{'tools':[{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':1}},"
            + "{'tool_slug':'SCALE_AI_LIST_BATCHES','arguments':{'limit':2}},"
            + "{'tool_slug':'SCALE_AI_LIST_PROJECTS','arguments':{}}]}";

    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");
    private McpClient client = new McpClient(java.net.URI.create("/"), "", "");

    ModernEraIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        project.connectScale("ada");
        session = project.session("ada", "scale_ai");
        client = McpClient.of(session);
    }

    @Test
    void aServerTellsWhatItSpeaksAndOffers() {
        var reply = client.send(McpRequest.modern("server/discover"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/result/supportedVersions/0").asText()).isEqualTo("2026-07-28");
        assertThat(reply.at("/result/capabilities/tools/listChanged").asBoolean())
                .isTrue();
        assertThat(reply.at("/result/instructions").asText()).isNotBlank();
    }

    /** Every result says what it is and whose; those that may be kept say how long, and that they are nobody else's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    server/discover          | {}                                                  | cached
                    tools/list               | {}                                                  | cached
                    resources/list           | {}                                                  | cached
                    prompts/list             | {}                                                  | cached
                    resources/templates/list | {}                                                  | cached
                    resources/read           | {'uri':'patchbay:///files/a.txt'}                   | cached
                    tools/call               | {'name':'SCALE_AI_LIST_BATCHES','arguments':{}}     | not cached
                    tools/call               | {'name':'SCALE_AI_GET_TASK','arguments':{'task_id':'nope'}} | not cached
                    """)
    void aResultSaysWhatItIs(String method, String params, String cached) {
        project.sendFile(session.getString("session_id"), "a.txt", "apples").statusCode(200);
        var reply = client.send(McpRequest.modern(method, params));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("Mcp-Session-Id")).isEmpty();
        var result = reply.at("/result");
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("_meta").path(META + "serverInfo").path("name").asText())
                .isEqualTo("patchbay");
        assertThat(result.path("_meta")
                        .path(META + "serverInfo")
                        .path("version")
                        .asText())
                .isNotEmpty();
        assertThat(result.path("ttlMs").isIntegralNumber()).isEqualTo(cached.equals("cached"));
        assertThat(result.path("ttlMs").asLong()).isNotNegative();
        assertThat(result.path("cacheScope").asText()).isEqualTo(cached.equals("cached") ? "private" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "notifications/initialized",
                "tasks/list",
                "sampling/createMessage",
                "tools/LIST",
                ""
            })
    void whatTheRevisionDoesNotKnowIsNotFound(String method) {
        var reply = client.send(McpRequest.modern(method));
        assertThat(reply.outcome()).isEqualTo("404 -32601");
        assertThat(reply.at("/id").asInt()).isEqualTo(1);
    }

    @Test
    void whoWantsAHandshakeIsToldOfTheRevisionsThatHaveOne() {
        assertThat(client.send(McpRequest.modern("initialize"))
                        .at("/error/message")
                        .asText())
                .contains("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26");
    }

    @ParameterizedTest
    @CsvSource({"GET,2026-07-28", "DELETE,2026-07-28", "GET,2027-01-01", "DELETE,2027-01-01"})
    void nothingIsThereToGetOrToDelete(String verb, String revision) {
        var reply = client.send(McpRequest.without(verb)
                .header("MCP-Protocol-Version", revision)
                .header("Mcp-Session-Id", "mcps_0000000000000000000000"));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("POST");
    }

    @Test
    void headersOfTheOlderErasAreNotLookedAt() {
        var reply = client.send(McpRequest.modern("tools/list")
                .header("Mcp-Session-Id", "invented")
                .header("Last-Event-ID", "7"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Mcp-Session-Id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "0",
                "-1",
                "\"7\"",
                "\"\"",
                "\"ä\\n\\\"\"",
                "9007199254740993",
                "123456789012345678901234567890",
                "\"null\""
            })
    void theIdComesBackAsItWasSent(String id) {
        var sent = McpRequest.read(id);
        assertThat(client.send(McpRequest.modern("server/discover").id(id)).at("/id"))
                .isEqualTo(sent);
        assertThat(client.send(McpRequest.modern("no/such").id(id)).at("/id")).isEqualTo(sent);
        assertThat(client.send(McpRequest.call("NO_SUCH", "{}").id(id)).at("/id"))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "1.0", "true", "[]", "{}"})
    void whatIsNoIdIsNotSentBack(String id) {
        var reply = client.send(McpRequest.modern("server/discover").id(id));
        assertThat(reply.outcome()).isEqualTo("400 -32600");
        assertThat(reply.json().has("id")).isTrue();
        assertThat(reply.at("/id").isNull()).isTrue();
    }

    @Test
    void aNotificationIsTakenWithoutABody() {
        var reply = client.send(McpRequest.modern("notifications/anything").change(message -> message.remove("id")));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void aResourceThatIsNotThereIsNamed() {
        var reply = client.send(McpRequest.modern("resources/read", "{'uri':'patchbay:///files/none.txt'}"));
        assertThat(reply.outcome()).isEqualTo("200 -32602");
        assertThat(reply.at("/error/data/uri").asText()).isEqualTo("patchbay:///files/none.txt");
    }

    @Test
    void aCallIsAnsweredAsInTheOlderEras() {
        var name = "modern " + UUID.randomUUID();
        var reply = client.send(
                McpRequest.call("SCALE_AI_CREATE_BATCH", "{'project':'Fruit Boxes','name':'" + name + "'}"));
        assertThat(reply.at("/result/isError").asBoolean()).isFalse();
        assertThat(reply.at("/result/structuredContent/data/name").asText()).isEqualTo(name);
        assertThat(McpRequest.read(reply.at("/result/content/0/text").asText()))
                .isEqualTo(reply.at("/result/structuredContent"));
    }

    @Test
    void errorsOfACallAreOfItsResultAndUnknownToolsOfTheProtocol() {
        assertThat(client.send(McpRequest.call("SCALE_AI_GET_TASK", "{'task_id':'nope'}"))
                        .at("/result/isError")
                        .asBoolean())
                .isTrue();
        assertThat(client.send(McpRequest.call("SCALE_AI_CREATE_BATCHES", "{}")).outcome())
                .isEqualTo("200 -32602");
        assertThat(client.send(McpRequest.modern("tools/list", "{'cursor':'x'}"))
                        .outcome())
                .isEqualTo("200 -32602");
    }

    @Test
    void progressIsToldOnlyToWhoGaveATokenAndGrows() {
        var request = McpRequest.call("COMPOSIO_MULTI_EXECUTE_TOOL", BATCH);
        assertThat(client.send(request).messages()).hasSize(1);
        for (var token : List.of("\"7\"", "7", "\"\"")) {
            var messages = client.send(request.meta("progressToken", token)).messages();
            var told = messages.subList(0, messages.size() - 1);
            assertThat(told).isNotEmpty().allSatisfy(message -> {
                assertThat(message.path("method").asText()).isEqualTo("notifications/progress");
                assertThat(message.at("/params/progressToken")).isEqualTo(McpRequest.read(token));
                assertThat(message.at("/params/total").asInt()).isEqualTo(3);
                assertThat(message.has("id")).isFalse();
            });
            assertThat(told.stream()
                            .map(message -> message.at("/params/progress").asDouble()))
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .endsWith(3.0);
            assertThat(messages.getLast().at("/result/resultType").asText()).isEqualTo("complete");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "true", "{}", "[1]"})
    void whatIsNoTokenIsNone(String token) {
        var reply = client.send(
                McpRequest.call("COMPOSIO_MULTI_EXECUTE_TOOL", BATCH).meta("progressToken", token));
        assertThat(reply.messages()).hasSize(1);
    }

    /** No level, no log: and what is slighter than the level is not told either. */
    @Test
    void aLogIsToldOnlyToWhoAsksForIt() {
        var fails = McpRequest.call("SCALE_AI_GET_TASK", "{'task_id':'nope'}");
        assertThat(methods(client.send(fails))).isEmpty();
        assertThat(methods(client.send(fails.meta("logLevel", "'debug'")))).contains("notifications/message");
        assertThat(methods(client.send(fails.meta("logLevel", "'warning'")))).contains("notifications/message");
        assertThat(methods(client.send(fails.meta("logLevel", "'error'")))).isEmpty();
        var works = McpRequest.call("SCALE_AI_LIST_BATCHES", "{'limit':1}");
        assertThat(methods(client.send(works.meta("logLevel", "'debug'")))).contains("notifications/message");
        assertThat(methods(client.send(works.meta("logLevel", "'info'")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'loud'", "'DEBUG'", "7", "null", "{}"})
    void aLevelThatThereIsNotIsAFault(String level) {
        assertThat(client.send(McpRequest.modern("tools/list").meta("logLevel", level))
                        .outcome())
                .isEqualTo("400 -32602");
    }

    @Test
    void whoTakesNoStreamIsToldTheAnswerOnly() {
        var request = McpRequest.call("COMPOSIO_MULTI_EXECUTE_TOOL", BATCH)
                .meta("progressToken", "1")
                .meta("logLevel", "'debug'")
                .header("Accept", "application/json");
        var reply = client.send(request);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.at("/result/resultType").asText()).isEqualTo("complete");
    }

    private static List<String> methods(McpClient.Reply reply) {
        return reply.messages().stream()
                .filter(message -> message.has("method"))
                .map(message -> message.path("method"))
                .map(JsonNode::asText)
                .toList();
    }
}
