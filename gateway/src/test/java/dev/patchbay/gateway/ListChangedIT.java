package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.gateway.testhttp.JsonPath;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that listens at a session's MCP address hears, and until when. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ListChangedIT {
    private static final String CHANGED = "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    private final Projects projects;
    private final HttpClient client = HttpClient.newHttpClient();
    private Project project = new Project("");
    private JsonPath session = new JsonPath("{}");

    ListChangedIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        session = project.session("ada", "scale_ai");
    }

    /** What a stream has said so far, and when it ended. */
    private record Heard(List<String> lines, CompletableFuture<?> end) {}

    private Heard listen(String header, String credential) {
        var lines = new CopyOnWriteArrayList<String>();
        var request = HttpRequest.newBuilder(URI.create(session.getString("mcp.url")))
                .header(header, credential)
                .header("Accept", "text/event-stream")
                .build();
        var end = client.sendAsync(request, BodyHandlers.ofLines()).thenAcceptAsync(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
            answer.body().forEach(lines::add);
        });
        var heard = new Heard(lines, end);
        await().until(() -> !lines.isEmpty() || end.isDone());
        assertThat(end).isNotDone();
        return heard;
    }

    private Heard listen() {
        return listen("Authorization", "Bearer " + session.getString("mcp.bearer_token"));
    }

    private String path() {
        return "/tool_router/session/" + session.getString("session_id");
    }

    private static void endsInTime(Heard heard) {
        await().atMost(Duration.ofSeconds(5)).until(heard.end()::isDone); // R21
        assertThat(heard.end()).isCompleted();
    }

    @Test
    void whoListensHearsThatTheToolsHaveChanged() {
        var heard = listen();
        assertThat(heard.lines()).doesNotContain(CHANGED);
        project.patch(path(), "{'tags':['readOnlyHint']}").statusCode(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.lines().contains(CHANGED));
        assertThat(heard.lines()).containsOnlyOnce(CHANGED);
    }

    @Test
    void whatChangedBetweenTwoStreamsIsToldWhenTheNextOpens() {
        project.patch(path(), "{'tags':['readOnlyHint']}").statusCode(200);
        var heard = listen();
        assertThat(heard.lines()).containsOnlyOnce(CHANGED);
    }

    @Test
    void aStreamEndsWhenItsTokensAreRevoked() {
        var heard = listen();
        project.delete(path() + "/tokens").statusCode(200);
        endsInTime(heard);
    }

    @Test
    void aStreamEndsWithItsSession() {
        var heard = listen();
        project.delete(path()).statusCode(200);
        endsInTime(heard);
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevoked() {
        var heard = listen("x-api-key", project.apiKey());
        projects.revokeKeys(project);
        endsInTime(heard);
    }

    @Test
    void ofFiveStreamsOfASessionTheOldestEnds() {
        var first = listen();
        var others = List.of(listen(), listen(), listen());
        assertThat(first.end()).isNotDone();
        var fifth = listen();
        endsInTime(first);
        assertThat(others).allSatisfy(other -> assertThat(other.end()).isNotDone());
        assertThat(fifth.end()).isNotDone();
    }
}
