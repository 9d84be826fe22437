package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Scale AI tool over REST and over MCP, and the request that leaves held against Scale's reference. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ScaleCallsIT {
    private static final Map<String, String> KEYS =
            Map.of("test", "test_sim_orchard_01", "live", "live_sim_orchard_01");

    private final Projects projects;
    private final Catalog catalog;
    private Project project = new Project("");

    ScaleCallsIT(Projects projects, Catalog catalog) {
        this.projects = projects;
        this.catalog = catalog;
    }

    static Stream<ServiceCall> calls() {
        return ServiceCall.of("scale-ai");
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
        simulator("POST", "reset");
    }

    @Test
    void everyToolHasALine() {
        assertThat(calls().map(ServiceCall::tool))
                .containsAll(catalog.tools(new ToolkitSlug("scale_ai")).stream()
                        .map(tool -> tool.slug().value())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void overRestTheRequestOfTheReferenceLeaves(ServiceCall call) {
        connect(call);
        var answer = project.executes(call.tool(), "ada", call.arguments());
        compare(call);
        PublishedSchema.fits(project, call.tool(), answer);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void overMcpTheRequestOfTheReferenceLeaves(ServiceCall call) {
        connect(call);
        project.callsOverMcp(project.session("ada", "scale_ai"), call.tool(), call.arguments());
        compare(call);
    }

    private void connect(ServiceCall call) {
        project.connect(
                project.authConfig("scale_ai"), "ada", "{'api_key':'" + KEYS.get(call.connection("test")) + "'}");
        simulator("DELETE", "requests");
    }

    private static void compare(ServiceCall call) {
        var sent = SentRequest.read(simulator("GET", "requests"));
        assertThat(sent).hasSameSizeAs(call.sends());
        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).is(call.sends().get(i), "/v1", Map.of());
            assertThat(sent.get(i).header("authorization")).isEqualTo("Basic " + KEYS.get(call.connection("test")));
        }
    }

    private static String simulator(String method, String command) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        return given().request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
