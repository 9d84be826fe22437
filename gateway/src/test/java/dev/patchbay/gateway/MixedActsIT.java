package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;

import dev.patchbay.gateway.testhttp.Http;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand requests, good, refused and malformed, from sixteen callers at once: as many rows as acts (R53). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class MixedActsIT {
    private static final int REQUESTS = 10_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Projects projects;
    private final HttpClient http = HttpClient.newHttpClient();

    MixedActsIT(Projects projects) {
        this.projects = projects;
    }

    /** A request, the status it must get, and the actions it must leave on record. */
    private record Kind(String method, String path, String credential, String body, int status, List<String> actions) {}

    @Test
    void asManyRowsAsActs() throws InterruptedException {
        var project = projects.create();
        var log = new AuditLog(projects.adminKey());
        project.connectScale("ada");
        var session = "/api/v3.1/tool_router/session/"
                + project.session("ada", "backendless").getString("session_id");
        var kinds = kinds(project.apiKey(), session);
        var before = perAction(log.of(project.tenant()));
        var failuresBefore = failures(log);
        var failed = new ConcurrentHashMap<String, Integer>();

        try (var callers = Executors.newFixedThreadPool(16)) {
            IntStream.range(0, REQUESTS)
                    .forEach(i -> callers.execute(() -> {
                        var kind = kinds.get(i % kinds.size());
                        var status = send(kind);
                        if (status != kind.status()) {
                            failed.merge(kind.path() + " " + status, 1, Integer::sum);
                        }
                    }));
        }

        assertThat(failed).isEmpty();
        var expected = IntStream.range(0, REQUESTS)
                .mapToObj(i -> kinds.get(i % kinds.size()))
                .flatMap(kind -> kind.actions().stream())
                .collect(Collectors.groupingBy(action -> action, Collectors.counting()));
        var refused = Objects.requireNonNull(expected.remove("authentication.failed"));
        await().atMost(LONG).until(() -> failures(log) == failuresBefore + refused);
        var total = expected.values().stream().mapToLong(Long::longValue).sum();
        await().atMost(LONG)
                .until(() -> perAction(log.of(project.tenant())).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == total
                                + before.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
        before.forEach((action, times) -> expected.merge(action, times, Long::sum));
        assertThat(perAction(log.of(project.tenant()))).isEqualTo(expected);
        log.verify(project.tenant()).body("problems", empty());
    }

    private static List<Kind> kinds(String key, String session) {
        var good = "x-api-key:" + key;
        var call = "{\"user_id\":\"ada\",\"arguments\":{}}";
        return List.of(
                new Kind("GET", "/api/v3.1/toolkits", "x-api-key:ak_wrong", "", 401, List.of("authentication.failed")),
                new Kind(
                        "GET",
                        "/api/v3.1/toolkits",
                        "x-api-key:" + key + "0",
                        "",
                        401,
                        List.of("authentication.failed")),
                new Kind("GET", "/api/v3.1/toolkits", "", "", 401, List.of("authentication.failed")),
                new Kind(
                        "GET",
                        "/api/v3.1/toolkits",
                        "authorization:Bearer x",
                        "",
                        401,
                        List.of("authentication.failed")),
                new Kind(
                        "GET",
                        "/api/admin/v1/audit_events",
                        "authorization:Bearer adm_x",
                        "",
                        401,
                        List.of("authentication.failed")),
                new Kind(
                        "POST",
                        session.replace("/api/v3.1", "").replace("/session", "") + "/mcp",
                        "authorization:Bearer eyJ.e.x",
                        "{}",
                        401,
                        List.of("authentication.failed")),
                new Kind("GET", "/api/v3.1/toolkits", good, "", 200, List.of()),
                new Kind("GET", "/api/v3.1/nothing", good, "", 404, List.of()),
                new Kind("POST", "/api/v3.1/auth_configs", good, "{\"toolkit\":", 400, List.of()),
                new Kind("POST", "/api/v3.1/tool_router/session", good, "{\"user_id\":\"\"}", 400, List.of()),
                new Kind(
                        "POST",
                        "/api/v3.1/tool_router/session",
                        good,
                        "{\"user_id\":\"bob\"}",
                        201,
                        List.of("session.created", "session_token.issued")),
                new Kind("POST", session + "/tokens", good, "", 201, List.of("session_token.issued")),
                new Kind(
                        "POST",
                        session + "/execute",
                        good,
                        "{\"tool_slug\":\"SCALE_AI_LIST_BATCHES\"}",
                        400,
                        List.of("tool.refused")),
                new Kind("POST", "/api/v3.1/tools/execute/NO_SUCH_TOOL", good, call, 404, List.of()),
                new Kind(
                        "POST",
                        "/api/v3.1/tools/execute/SCALE_AI_LIST_BATCHES",
                        good,
                        call,
                        200,
                        List.of("tool.execution_started", "tool.execution_ended")),
                new Kind("DELETE", "/api/v3.1/connected_accounts/ca_0000000000000000000000", good, "", 404, List.of()));
    }

    private int send(Kind kind) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + Http.port() + kind.path()))
                .timeout(LONG)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .method(kind.method(), HttpRequest.BodyPublishers.ofString(kind.body()));
        if (!kind.credential().isEmpty()) {
            var header = kind.credential().split(":", 2);
            request.header(header[0], header[1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException broken) {
            return -1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return -2;
        }
    }

    private static Map<String, Long> perAction(List<Map<String, Object>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.get("action")), Collectors.counting()));
    }

    private static long failures(AuditLog log) {
        return log.ofInstallation().stream()
                .filter(row -> "authentication.failed".equals(row.get("action")))
                .map(row -> (Map<?, ?>) row.get("details"))
                .mapToLong(details -> Long.parseLong(String.valueOf(details.get("times"))))
                .sum();
    }
}
