package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.Map;
import java.util.Set;

/**
 * What the official conformance suite ({@code @modelcontextprotocol/conformance}, 0.1.16 and 0.2.0-alpha.12) expects of the
 * server it tests, in place of a session's own tools, resources and prompts: on the same addresses, behind the same
 * authentication, the same for every session. What there is stands in the files of {@code fixture}; nothing is sent anywhere.
 */
final class FixtureMethods implements Methods {
    private static final Set<String> OFFERED = Set.of(
            "tools/list",
            "tools/call",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "resources/subscribe",
            "resources/unsubscribe",
            "prompts/list",
            "prompts/get",
            "completion/complete");

    private final FixtureChanges changes = new FixtureChanges();
    private final FixtureCatalogue tools = FixtureCatalogue.read("tools", changes);
    private final FixtureCatalogue prompts = FixtureCatalogue.read("prompts", changes);
    private final FixtureResources resources = new FixtureResources();

    @Override
    public ServerCapabilities capabilities() {
        return ServerCapabilities.builder()
                .tools(true)
                .prompts(true)
                .resources(true, false)
                .completions()
                .logging()
                .build();
    }

    @Override
    public String instructions() {
        return "A fixture for conformance tests; it does nothing.";
    }

    @Override
    public Set<String> offered() {
        return OFFERED;
    }

    @Override
    public Reply perform(ClientRequest request) {
        var params = request.params();
        return switch (request.method()) {
            case "tools/list" -> listed("tools", tools);
            case "tools/call" -> played(tools, request);
            case "resources/list" -> resources.list("resources");
            case "resources/templates/list" -> resources.list("resourceTemplates");
            case "resources/read" -> resources.read(params);
            // Nothing that could be subscribed to ever changes.
            case "resources/subscribe", "resources/unsubscribe" -> new Reply.Result(Map.of());
            case "prompts/list" -> listed("prompts", prompts);
            case "prompts/get" -> played(prompts, request);
            case "completion/complete" -> completion(params);
            default -> throw new IllegalArgumentException("not offered: " + request.method());
        };
    }

    @Override
    public Lists lists(Session session) {
        return changes.lists();
    }

    @Override
    public Map<String, String> headerArguments(Session session, String tool) {
        return tools.headerArguments(tool);
    }

    private static Reply listed(String member, FixtureCatalogue catalogue) {
        var list = Json.object();
        list.set(member, catalogue.listed());
        return new Reply.Result(list);
    }

    private static Reply played(FixtureCatalogue catalogue, ClientRequest request) {
        var params = request.params();
        var name = params.path("name").asText();
        var script = catalogue.script(name);
        if (script.isEmpty()) {
            return new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "The fixture has nothing of that name.");
        }
        return catalogue
                .missing(name, params.path("arguments"))
                .<Reply>map(argument ->
                        new Reply.Refusal(ErrorCodes.INVALID_PARAMS, "The argument \"" + argument + "\" is missing."))
                .orElseGet(() -> script.get().play(request));
    }

    private Reply completion(ObjectNode params) {
        var argument = params.path("argument");
        var begun = argument.path("value").asText();
        var result = Json.object();
        var completion = result.putObject("completion");
        var values = completion.putArray("values");
        prompts.script(params.path("ref").path("name").asText()).stream()
                .flatMap(script -> script.completions(argument.path("name").asText()))
                .filter(value -> value.startsWith(begun))
                .forEach(values::add);
        completion.put("total", values.size()).put("hasMore", false);
        return new Reply.Result(result);
    }
}
