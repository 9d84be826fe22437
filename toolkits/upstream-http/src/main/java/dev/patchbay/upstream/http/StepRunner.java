package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.Map;

/** The requests that a behaviour makes during one call. Not for use after it. */
final class StepRunner implements Behaviour.Steps {
    private final Call call;
    private final Map<String, RequestTemplate> steps;
    private final OpenFiles files;
    private final RequestBuilder requests;
    private final Attempts attempts;
    private final AnswerDecoder answers;

    StepRunner(
            Call call,
            Map<String, RequestTemplate> steps,
            OpenFiles files,
            RequestBuilder requests,
            Attempts attempts,
            AnswerDecoder answers) {
        this.call = call;
        this.steps = steps;
        this.files = files;
        this.requests = requests;
        this.attempts = attempts;
        this.answers = answers;
    }

    @Override
    public Outcome<UpstreamRequest> request(String step, ObjectNode arguments) {
        var template = steps.get(step);
        if (template == null) {
            throw new IllegalArgumentException(
                    call.tool().slug() + " has no step " + step + ", only " + steps.keySet());
        }
        return requests.build(call.tool().slug(), template, arguments, files);
    }

    @Override
    public Outcome<JsonNode> send(UpstreamRequest request) {
        return attempts.sent(call, request).then(answer -> answers.decode(call.toolkit(), call.tool(), answer));
    }
}
