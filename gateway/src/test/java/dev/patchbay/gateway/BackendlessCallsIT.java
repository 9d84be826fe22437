package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.simulator.backendless.Orchard;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Backendless tool over REST and over MCP, and the requests that leave held against Backendless' reference. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class BackendlessCallsIT {
    private static final String KEY = "/" + Orchard.APPLICATION_ID + "/" + Orchard.REST_API_KEY;

    /** What stands before a path, by connection form. */
    private static final Map<String, String> BASES = Map.of("native", KEY, "domain", "/api", "pro", "/api" + KEY);

    private static final Map<String, String> FIELDS = Map.of(
            "native",
            "{'region':'eu','application_id':'%s','rest_api_key':'%s','auth_key':'%s'}"
                    .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY, Orchard.AUTH_KEY),
            "domain",
            "{'domain':'orchard.backendless.app'}",
            "pro",
            "{'host':'backend.orchard.example','application_id':'%s','rest_api_key':'%s'}"
                    .formatted(Orchard.APPLICATION_ID, Orchard.REST_API_KEY));

    private final Projects projects;
    private final Catalog catalog;
    private final Map<String, String> placeholders = new HashMap<>();
    private Project project = new Project("");

    BackendlessCallsIT(Projects projects, Catalog catalog) {
        this.projects = projects;
        this.catalog = catalog;
    }

    static Stream<ServiceCall> calls() {
        return ServiceCall.of("backendless");
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
        simulator("POST", "reset");
    }

    @Test
    void everyToolHasALine() {
        assertThat(calls().map(ServiceCall::tool))
                .containsAll(catalog.tools(new ToolkitSlug("backendless")).stream()
                        .map(tool -> tool.slug().value())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void overRestTheRequestsOfTheReferenceLeave(ServiceCall call) {
        connect(call);
        compare(call, execute(call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void overMcpTheRequestsOfTheReferenceLeave(ServiceCall call) {
        connect(call);
        var answer = project.callsOverMcp(project.session("ada", "backendless"), call.tool(), filled(call.arguments()));
        compare(call, answer.extract().jsonPath().setRootPath("result.structuredContent"));
    }

    private void connect(ServiceCall call) {
        var form = call.connection("native");
        placeholders.clear();
        placeholders.put("{B}", BASES.get(form));
        placeholders.put("{CONSOLE}", "/" + Orchard.APPLICATION_ID);
        project.connect(project.authConfig("backendless"), "ada", FIELDS.getOrDefault(form, "{}"));
        for (var earlier : call.before()) {
            var result = execute(earlier);
            earlier.keeps()
                    .forEach((name, member) -> placeholders.put(name, result.getString("data['" + member + "']")));
        }
        simulator("DELETE", "requests");
    }

    private JsonPath execute(ServiceCall call) {
        var answer = project.executes(call.tool(), "ada", filled(call.arguments()));
        PublishedSchema.fits(project, call.tool(), answer);
        return answer.extract().jsonPath();
    }

    private String filled(String arguments) {
        var filled = arguments;
        for (var placeholder : placeholders.entrySet()) {
            filled = filled.replace(placeholder.getKey(), placeholder.getValue());
        }
        return filled;
    }

    private void compare(ServiceCall call, JsonPath result) {
        var sent = SentRequest.read(simulator("GET", "requests"));
        assertThat(sent).hasSameSizeAs(call.sends());
        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).is(call.sends().get(i), "", placeholders);
            assertThat(sent.get(i).header("authorization")).isEmpty();
        }
        call.gives()
                .ifPresent(expected -> assertThat(SentRequest.json(result.getObject("data", Map.class)))
                        .isEqualTo(SentRequest.json(expected.toString())));
    }

    private static String simulator(String method, String command) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.BACKENDLESS_ORIGIN, String.class);
        return given().request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
