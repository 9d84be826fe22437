package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.patchbay.gateway.testhttp.ContentType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What the router's own tools cost a model in every turn: at most 900 tokens of o200k, whatever the catalogue holds. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ToolListTokensIT {
    private static final int MOST = 900;

    private final Projects projects;
    private final Encoding o200k;

    ToolListTokensIT(Projects projects) {
        this.projects = projects;
        this.o200k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    private String toolList(String rules) {
        var session = projects.create()
                .post("/tool_router/session", "{'user_id':'ada'" + rules + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        return given().header("Authorization", "Bearer " + session.getString("mcp.bearer_token"))
                .contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .post(session.getString("mcp.url"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void theWholeListOfARouterSessionFitsInto900Tokens() throws Exception {
        var list = toolList(",'manage_connections':{'enable':true,'enable_wait_for_connections':true}");
        var tools = new JsonMapper().readTree(list).path("result").path("tools");
        assertThat(tools).hasSize(6);
        tools.forEach(tool ->
                System.out.printf("%s: %d tokens%n", tool.path("name").asText(), o200k.countTokens(tool.toString())));
        System.out.printf("tools/list with every meta tool: %d tokens%n", o200k.countTokens(list));
        assertThat(o200k.countTokens(list)).isLessThanOrEqualTo(MOST);
    }

    @Test
    void itIsTheSameForOneToolkitAndForAll() {
        assertThat(toolList(",'toolkits':{'enable':['scale_ai']}")).isEqualTo(toolList(""));
    }
}
