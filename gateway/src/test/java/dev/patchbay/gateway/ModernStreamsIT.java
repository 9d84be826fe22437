package dev.patchbay.gateway;

import static dev.patchbay.gateway.McpRequest.META;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code subscriptions/listen} (2026-07-28): who listens hears of what it asked for, and of nothing else, while it may (R21). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ModernStreamsIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Projects projects;
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");
    private McpClient client = new McpClient(java.net.URI.create("/"), "", "");

    ModernStreamsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        session = project.session("ada", "scale_ai");
        client = McpClient.of(session);
    }

    private static McpRequest listening(String kinds) {
        return McpRequest.modern("subscriptions/listen", "{'notifications':" + kinds + "}");
    }

    private String path() {
        return "/tool_router/session/" + session.getString("session_id");
    }

    private void changeTools() {
        project.patch(path(), "{'tags':['readOnlyHint']}").statusCode(200);
    }

    private static JsonNode subscription(JsonNode message) {
        return message.at("/params/_meta").path(META + "subscriptionId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "\"\"", "12345678901234567890"})
    void whoListensIsAcknowledgedFirstAndHearsOfChanges(String id) {
        try (var stream = client.open(listening("{'toolsListChanged':true}").id(id))) {
            assertThat(stream.answer().status()).isEqualTo(200);
            assertThat(stream.answer().header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.answer().header("X-Accel-Buffering")).isEqualTo("no");
            var first = stream.next();
            assertThat(first.path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(first.at("/params/notifications")).isEqualTo(McpRequest.read("{'toolsListChanged':true}"));
            assertThat(subscription(first)).isEqualTo(McpRequest.read(id));

            changeTools();

            var told = stream.next();
            assertThat(told.path("method").asText()).isEqualTo("notifications/tools/list_changed");
            assertThat(subscription(told)).isEqualTo(McpRequest.read(id));
        }
    }

    /** What was not asked for, or cannot happen here, is neither acknowledged nor told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'toolsListChanged':false}",
                "{'promptsListChanged':true,'resourcesListChanged':true,'resourceSubscriptions':['patchbay:///files/a']}",
                "{'unheardOf':true}",
                "[]",
                "null",
                "'toolsListChanged'"
            })
    void whatWasNotAskedForIsNotTold(String kinds) {
        var heard = new ArrayList<JsonNode>();
        try (var stream = client.open(listening(kinds))) {
            heard.add(stream.next());
            changeTools();
            revoke();
            heard.addAll(stream.rest());
        }
        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst().at("/params/notifications").has("toolsListChanged"))
                .isFalse();
        assertThat(heard.getLast().has("result")).isTrue();
    }

    /** In order, so that a client knows the end from a lost connection: the result of its request, then the close. */
    @Test
    void aStreamEndsWithItsResultWhenTheTokensAreRevoked() {
        try (var stream = client.open(listening("{'toolsListChanged':true}").id("\"sub\""))) {
            stream.next();
            revoke();
            var begin = Instant.now();
            var last = stream.next();
            assertThat(stream.rest()).isEmpty();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
            assertThat(last.path("id").asText()).isEqualTo("sub");
            assertThat(last.at("/result/resultType").asText()).isEqualTo("complete");
            assertThat(last.at("/result/_meta").path(META + "subscriptionId").asText())
                    .isEqualTo("sub");
        }
        assertThat(client.send(listening("{}")).status()).isEqualTo(401);
    }

    private void revoke() {
        project.delete(path() + "/tokens").statusCode(200);
    }

    @Test
    void aStreamEndsWithItsSession() {
        try (var stream = client.open(listening("{'toolsListChanged':true}"))) {
            stream.next();
            project.delete(path()).statusCode(200);
            var begin = Instant.now();
            stream.rest();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
        }
    }

    @Test
    void ofFiveStreamsOfASessionTheOldestEnds() {
        var streams = new ArrayList<McpClient.Stream>();
        try {
            for (int i = 0; i < 5; i++) {
                streams.add(client.open(listening("{'toolsListChanged':true}").id(String.valueOf(i))));
                streams.getLast().next();
            }
            var begin = Instant.now();
            assertThat(streams.getFirst().rest()).hasSize(1).allMatch(last -> last.has("result"));
            assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
            changeTools();
            for (var stream : streams.subList(1, 5)) {
                assertThat(stream.next().path("method").asText()).isEqualTo("notifications/tools/list_changed");
            }
        } finally {
            streams.forEach(McpClient.Stream::close);
        }
    }

    @Test
    void whoTakesNoStreamCannotListen() {
        var reply = client.send(listening("{'toolsListChanged':true}").header("Accept", "application/json"));
        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.at("/error/message").asText()).contains("text/event-stream");
    }

    /** Another user's change is none of this session's. */
    @Test
    void aStreamTellsNothingOfOtherSessions() {
        var others = List.of(project.session("bob", "scale_ai"), project.session("ada", "scale_ai"));
        var heard = new ArrayList<JsonNode>();
        try (var stream = client.open(listening("{'toolsListChanged':true}"))) {
            stream.next();
            others.forEach(other -> project.patch(
                            "/tool_router/session/" + other.getString("session_id"), "{'tags':['readOnlyHint']}")
                    .statusCode(200));
            revoke();
            heard.addAll(stream.rest());
        }
        assertThat(heard).hasSize(1).allMatch(last -> last.has("result"));
    }
}
