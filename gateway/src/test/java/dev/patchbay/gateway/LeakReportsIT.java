package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that somebody found and sends in (contract section 14; R19). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class LeakReportsIT {
    private final Projects projects;
    private final ApiKeys apiKeys;
    private Project project = new Project("");

    LeakReportsIT(Projects projects, ApiKeys apiKeys) {
        this.projects = projects;
        this.apiKeys = apiKeys;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void aWholeKeyThatWasFoundIsRevokedAndThatIsOnRecord() {
        var found = apiKeys.create(new TenantId(project.tenant()), "leaked");
        var log = new AuditLog(projects.adminKey());
        new Project(found.text()).get("/toolkits").statusCode(200);

        report("/api/v3.1", "'" + found.text() + "'");

        await().untilAsserted(() -> new Project(found.text()).get("/toolkits").statusCode(401));
        project.get("/toolkits").statusCode(200);
        assertThat(log.of(project.tenant()))
                .filteredOn(row -> "api_key.revoked".equals(row.get("action")))
                .singleElement()
                .satisfies(row -> assertThat(row.toString())
                        .contains(found.id(), "found_leaked")
                        .doesNotContain(found.text()));

        // Again: it is revoked already, so nothing more is done.
        report("/api/v3", "'" + found.text() + "','" + project.apiKey() + "'");
        await().untilAsserted(() -> project.get("/toolkits").statusCode(401));
        assertThat(log.actions(project.tenant(), 0))
                .filteredOn("api_key.revoked"::equals)
                .hasSize(2);
    }

    @Test
    void theAnswerTellsNothing() {
        var real = project.apiKey();
        var invented = real.substring(0, real.length() - 1) + (real.endsWith("A") ? 'B' : 'A');
        var wellFormed = apiKeys.create(new TenantId(project.tenant()), "gone");
        apiKeys.revoke(new TenantId(project.tenant()), wellFormed.id());
        var answers = List.of(
                report("/api/v3.1", "'" + invented + "'"),
                report("/api/v3.1", "'ak_short'"),
                report("/api/v3.1", "'" + wellFormed.text() + "'"),
                report("/api/v3.1", ""),
                report("/api/v3.1", "'" + real + "'"));
        assertThat(answers.stream().map(LeakReportsIT::comparable))
                .hasSize(5)
                .containsOnly(comparable(answers.getFirst()));
        assertThat(answers.getFirst().asString()).isEqualTo("{\"received\":true}");
    }

    @Test
    void aPartOfAKeyProvesNothing() {
        var key = project.apiKey();
        report("/api/v3.1", "'" + key.substring(0, key.length() - 6) + "','" + key.toLowerCase(Locale.ROOT) + "'");
        var sentinel = apiKeys.create(new TenantId(project.tenant()), "sentinel");
        report("/api/v3.1", "'" + sentinel.text() + "'");
        await().untilAsserted(
                        () -> new Project(sentinel.text()).get("/toolkits").statusCode(401));
        project.get("/toolkits").statusCode(200);
    }

    @Test
    void whatIsNoReportIsRefused() {
        var many = IntStream.range(0, 101).mapToObj(i -> "'k" + i + "'").collect(Collectors.joining(","));
        for (var body : List.of("{'api_keys':[" + many + "]}", "{}", "[]", "{'api_keys':'x'}", "{", "")) {
            send("/api/v3.1", body).then().statusCode(400);
        }
        send("/api/v3.1", "{'api_keys':['" + "x".repeat(17_000) + "']}").then().statusCode(413);
        given().header("Origin", "https://evil.example")
                .body("{\"api_keys\":[]}")
                .post("/api/v3.1/api_key_revocation")
                .then()
                .statusCode(403)
                .body(containsString("HTTP_ForeignOrigin"));
    }

    private static Response report(String prefix, String keys) {
        var answer = send(prefix, "{'api_keys':[" + keys + "]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static Response send(String prefix, String body) {
        return given().contentType(ContentType.JSON).body(Project.json(body)).post(prefix + "/api_key_revocation");
    }

    private static String comparable(Response answer) {
        return answer.statusCode()
                + answer.asString()
                + answer.headers().asList().stream()
                        .filter(header -> !header.getName().equalsIgnoreCase("x-request-id"))
                        .map(Object::toString)
                        .sorted()
                        .toList();
    }
}
