package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while another writer holds the end of a tenant's audit chain, as one does whose disk is slow. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AuditPatienceIT {
    private static final String CALL = "/tools/execute/SCALE_AI_LIST_BATCHES";
    private static final String ARGUMENTS = "{'user_id':'ada','arguments':{}}";

    private final Projects projects;
    private Project project = new Project("");

    AuditPatienceIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aConnectedUser() {
        project = projects.create();
        project.connectScale("ada");
    }

    @Test
    void whoMeetsAnotherWriterWaitsForItAndNobodyElseDoes() throws SQLException {
        var other = projects.create();
        other.connectScale("ada");
        CompletableFuture<Integer> call;
        CompletableFuture<Integer> act;
        try (var holder = holdTheChain()) {
            call = status(CALL, ARGUMENTS);
            act = status("/tool_router/session", "{'user_id':'ada'}");
            other.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
            await().during(Duration.ofMillis(2500)) // more than two tries of the calls' writer
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> !call.isDone() && !act.isDone());
            holder.rollback();
        }

        assertThat(call.join()).isEqualTo(200);
        assertThat(act.join()).isEqualTo(201);
    }

    @Test
    void whatCannotBeRecordedInTimeIsNotDone() throws SQLException {
        var log = new AuditLog(projects.adminKey());
        var rows = log.count(project.tenant());
        var sent = requestsAtTheService();
        try (var holder = holdTheChain()) {
            var call = status(CALL, ARGUMENTS);
            var act = status("/tool_router/session", "{'user_id':'ada'}");

            assertThat(act.join()).isEqualTo(503);
            assertThat(call.join()).isEqualTo(503);
            holder.rollback();
        }

        assertThat(requestsAtTheService()).isEqualTo(sent);
        // An intent that was being committed when its call gave up stays on record, with an end that says so.
        await().untilAsserted(() -> assertThat(log.actions(project.tenant(), rows))
                .isIn(List.of(), List.of("tool.execution_started", "tool.execution_ended")));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
    }

    private Connection holdTheChain() throws SQLException {
        return AuditLog.transactionAsOwner(
                project.tenant(), "SELECT 1 FROM audit_head WHERE tenant_id = '" + project.tenant() + "' FOR UPDATE");
    }

    private CompletableFuture<Integer> status(String path, String body) {
        var caller = project;
        return CompletableFuture.supplyAsync(
                () -> caller.post(path, body).extract().statusCode(),
                task -> Thread.ofVirtual().start(task));
    }

    private static int requestsAtTheService() {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return get(origin + "/__sim/requests").jsonPath().getList("").size();
    }
}
