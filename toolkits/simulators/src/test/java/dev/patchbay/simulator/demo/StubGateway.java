package dev.patchbay.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few answers of a gateway that the tour asks for; it remembers what was created. */
final class StubGateway implements Service {
    private final Map<String, String> authConfigs = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();

    @Override
    public synchronized Answer answer(Request request) {
        if (request.rawPath().equals("/q/health/ready")) {
            return Answer.empty(200);
        }
        if (request.rawPath().equals("/tool_router/trs_1/mcp")) {
            return request.header("authorization")
                            .filter("Bearer session-token"::equals)
                            .isPresent()
                    ? mcp(Json.parse(request.body().text()).orElseThrow())
                    : failure(401, "no token");
        }
        if (request.header("x-api-key").filter("ak_demo"::equals).isEmpty()) {
            return failure(401, "Invalid API key");
        }
        JsonNode body = Json.parse(request.body().text()).orElseGet(Json::object);
        return switch (request.method() + " " + request.rawPath()) {
            case "GET /api/v3.1/auth_configs" -> page(authConfigs.get(toolkit(request, "toolkit_slug")));
            case "POST /api/v3.1/auth_configs" -> {
                String toolkit = body.path("toolkit").path("slug").asText();
                authConfigs.put(toolkit, "ac_" + toolkit);
                yield created("{'auth_config':{'id':'ac_" + toolkit + "'}}");
            }
            case "GET /api/v3.1/connected_accounts" -> page(accounts.get(toolkit(request, "toolkit_slugs")));
            case "POST /api/v3.1/connected_accounts" -> {
                String toolkit = body.path("auth_config").path("id").asText().substring("ac_".length());
                accounts.put(toolkit, "ca_" + toolkit);
                yield created("{'id':'ca_" + toolkit + "','status':'ACTIVE'}");
            }
            case "POST /api/v3.1/tool_router/session" ->
                created("{'session_id':'trs_1','mcp':{'url':'" + request.origin()
                        + "/tool_router/trs_1/mcp','bearer_token':'session-token'}}");
            default -> failure(404, "no such route");
        };
    }

    private static Answer mcp(JsonNode message) {
        if (!message.has("id")) {
            return Answer.empty(202);
        }
        String result = switch (message.path("method").asText()) {
            case "initialize" -> "{'protocolVersion':'2025-06-18','serverInfo':{'name':'stub'}}";
            case "tools/list" -> "{'tools':[{'name':'SCALE_AI_CREATE_BATCH'}]}";
            default ->
                "{'isError':false,'content':[{'type':'text','text':'done "
                        + message.path("params").path("name").asText() + "'}]}";
        };
        var answer =
                Json.object().put("jsonrpc", "2.0").put("id", message.path("id").asInt());
        answer.set("result", Json.literal(result.replace('\'', '"')));
        // One answer as an event stream, the others as plain JSON: a client must read both.
        return message.path("method").asText().equals("tools/list")
                ? Answer.text(200, "text/event-stream", "event: message\ndata: " + answer + "\n\n")
                : Answer.json(200, answer);
    }

    private static String toolkit(Request request, String name) {
        return request.query().first(name).orElse("");
    }

    private static Answer page(@org.jspecify.annotations.Nullable String id) {
        var page = Json.object();
        var items = page.putArray("items");
        if (id != null) {
            items.addObject().put("id", id);
        }
        return Answer.json(200, page);
    }

    private static Answer created(String json) {
        return Answer.json(201, Json.literal(json.replace('\'', '"')));
    }

    @Override
    public Answer failure(int status, String text) {
        var answer = Json.object();
        answer.putObject("error").put("message", text).put("status", status);
        return Answer.json(status, answer);
    }

    @Override
    public void reset() {
        authConfigs.clear();
        accounts.clear();
    }
}
