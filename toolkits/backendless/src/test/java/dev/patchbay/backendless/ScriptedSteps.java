package dev.patchbay.backendless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The service as a list of answers, and a memory of what was sent: the step's name and its arguments. */
final class ScriptedSteps implements Behaviour.Steps {
    static final ToolSlug TOOL = new ToolSlug("BACKENDLESS_TEST");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private final Deque<Outcome<JsonNode>> answers = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    /** How long the query of every request is. */
    private int queryLength;

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    static ObjectNode arguments(String text) {
        return (ObjectNode) json(text);
    }

    ScriptedSteps answering(String json) {
        answers.add(Outcome.ok(json(json)));
        return this;
    }

    ScriptedSteps failingWith(Failure failure) {
        answers.add(Outcome.failed(failure));
        return this;
    }

    ScriptedSteps withQueryOf(int length) {
        queryLength = length;
        return this;
    }

    /** One line per request, such as {@code delete {"mode":"draft","id":"T-1"}}. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Outcome<UpstreamRequest> request(String step, ObjectNode arguments) {
        // The line travels as the template, the one member that this double does not need otherwise.
        var line = new PathTemplate(step + " " + arguments, List.of());
        return Outcome.ok(new UpstreamRequest(
                HttpMethod.GET, line, "/p", "q".repeat(queryLength), List.of(), Optional.empty(), "", false));
    }

    @Override
    public Outcome<JsonNode> send(UpstreamRequest request) {
        sent.add(request.template().text());
        return answers.remove();
    }
}
