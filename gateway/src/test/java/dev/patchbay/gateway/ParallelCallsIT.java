package dev.patchbay.gateway;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The calls of a batch, at a service that answers none before it has them all. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
@WithTestResource(TarpitResource.class)
class ParallelCallsIT {
    private final Projects projects;

    ParallelCallsIT(Projects projects) {
        this.projects = projects;
    }

    @Test
    void allCallsOfABatchAreUnderWayAtTheSameTime() {
        var project = projects.create();
        project.connectScale("ada");
        var items = IntStream.range(0, TarpitResource.TOGETHER)
                .mapToObj(_ -> "{'tool_slug':'SCALE_AI_GET_PROJECT','arguments':{'project_name':'together'}}")
                .collect(Collectors.joining(","));

        project.post(
                        "/tools/execute/COMPOSIO_MULTI_EXECUTE_TOOL",
                        "{'user_id':'ada','arguments':{'tools':[" + items + "]}}")
                .statusCode(200)
                .body("data.success_count", equalTo(TarpitResource.TOGETHER));
    }
}
