package dev.patchbay.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.backendless.Orchard;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.scale.ScaleSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Consumer;

/** One round trip, told line by line: connect two accounts, open a session, list its tools, search for one, call two. */
final class Tour {
    private static final int SHOWN = 160;

    private final HttpClient http;
    private final DemoUser user;
    private final Consumer<String> out;

    Tour(HttpClient http, GatewayClient gateway, Consumer<String> out) {
        this.http = http;
        this.user = new DemoUser(gateway);
        this.out = out;
    }

    /** @param batchName must be new at every run, because Scale takes a batch name once */
    DemoSession run(String batchName) throws TourFailure {
        out.accept("");
        out.accept("A round trip as the user \"" + DemoUser.NAME + "\"");
        connect("scale_ai", Json.object().put("api_key", ScaleSimulator.TEST_KEY));
        connect(
                "backendless",
                Json.object()
                        .put("region", "us")
                        .put("application_id", Orchard.APPLICATION_ID)
                        .put("rest_api_key", Orchard.REST_API_KEY));
        DemoSession session = user.openSession();
        out.accept("  session      " + session.url());
        speakMcp(session, batchName);
        return session;
    }

    private void connect(String toolkit, ObjectNode credential) throws TourFailure {
        var connection = user.connect(toolkit, credential);
        out.accept("  account      " + toolkit + ": " + connection.account()
                + (connection.isNew() ? " (connected now)" : " (connected before)"));
    }

    private void speakMcp(DemoSession session, String batchName) throws TourFailure {
        var mcp = new McpClient(http, URI.create(session.url()), session.token());
        JsonNode server = mcp.initialize();
        out.accept("  initialize   " + server.path("serverInfo").path("name").asText() + ", protocol "
                + server.path("protocolVersion").asText());
        JsonNode tools = mcp.call("tools/list", Json.object()).path("tools");
        out.accept("  tools/list   " + tools.size() + " tools, among them "
                + tools.path(0).path("name").asText());
        var search = Json.object();
        search.putArray("queries").addObject().put("use_case", "make a new batch in a project");
        callTool(mcp, "COMPOSIO_SEARCH_TOOLS", search);
        callTool(
                mcp,
                "SCALE_AI_CREATE_BATCH",
                Json.object().put("project", "Fruit Boxes").put("name", batchName));
        callTool(mcp, "BACKENDLESS_GET_COUNTER_VALUE", Json.object().put("counter_name", "visits"));
    }

    private void callTool(McpClient mcp, String name, ObjectNode arguments) throws TourFailure {
        var params = Json.object().put("name", name);
        params.set("arguments", arguments);
        JsonNode result = mcp.call("tools/call", params);
        String text = result.path("content").path(0).path("text").asText();
        if (result.path("isError").asBoolean()) {
            throw new TourFailure("tools/call " + name, 200, text);
        }
        out.accept("  tools/call   " + name + " " + arguments);
        out.accept("            -> " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
    }
}
