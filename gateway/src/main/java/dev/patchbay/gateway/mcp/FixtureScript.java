package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.egress.Cancellation;
import dev.patchbay.gateway.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a tool or prompt of the fixture does, as its file says: {@code rounds} of questions to the client, then {@code steps}
 * (log messages, progress, pauses, changes of a list), then an {@code answer}. Texts take values in, see {@link FixtureText}.
 * A script that is {@code stateful} asks again when its state does not come back; one that asks {@code whatever} the client
 * can be asked leaves out the rest, where others refuse.
 */
final class FixtureScript {
    /** Missing required client capability (2026-07-28). */
    private static final int MISSING_CAPABILITY = -32021;

    private static final String INPUTS = "inputs";

    private final JsonNode script;
    private final FixtureChanges changes;

    FixtureScript(JsonNode script, FixtureChanges changes) {
        this.script = script;
        this.changes = changes;
    }

    /** What may stand for an argument. */
    Stream<String> completions(String argument) {
        return StreamSupport.stream(script.path("completes").path(argument).spliterator(), false)
                .map(JsonNode::textValue);
    }

    /** What earlier rounds answered comes back in the state, so every round is gone through again. */
    Reply play(ClientRequest request) {
        var given = Json.object();
        given.set("arguments", request.params().path("arguments").deepCopy());
        var inputs = given.putObject(INPUTS);
        if (request.state().get(INPUTS) instanceof ObjectNode earlier) {
            inputs.setAll(earlier.deepCopy());
        }
        var heard = !script.path("stateful").booleanValue() || !request.state().isEmpty();
        for (var round : script.path("rounds")) {
            var questions = questions(round, given);
            var refusal = refusal(questions, request.peer());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            questions.values().removeIf(question -> !request.peer().can(question.ability()));
            questions.forEach((key, question) -> {
                var answer = request.inputs().get(key);
                if (heard && answer != null && FixtureInput.answers(question, answer)) {
                    inputs.set(key, answer.deepCopy());
                }
            });
            questions.keySet().removeIf(inputs::has);
            if (!questions.isEmpty()) {
                var state = Json.object();
                state.set(INPUTS, inputs);
                return new Reply.InputNeeded(questions, state);
            }
        }
        script.path("steps").forEach(step -> take(step, request.peer()));
        return new Reply.Result(FixtureText.fill(script.path("answer"), given));
    }

    private static Map<String, InputRequest> questions(JsonNode round, ObjectNode given) {
        var questions = new LinkedHashMap<String, InputRequest>();
        round.properties()
                .forEach(question -> questions.put(
                        question.getKey(),
                        FixtureInput.request(
                                Ability.valueOf(
                                        question.getValue().path("ability").textValue()),
                                (ObjectNode)
                                        FixtureText.fill(question.getValue().path("params"), given))));
        return questions;
    }

    private Optional<Reply> refusal(Map<String, InputRequest> questions, Peer peer) {
        var required = Json.object();
        var lacking = questions.values().stream()
                .map(InputRequest::ability)
                .filter(ability -> !peer.can(ability))
                .toList();
        lacking.forEach(ability -> required.setAll(ability.asCapability()));
        var suffices = script.path("whatever").booleanValue() ? lacking.size() < questions.size() : lacking.isEmpty();
        if (suffices) {
            return Optional.empty();
        }
        var data = Json.object();
        data.set("requiredCapabilities", required);
        return Optional.of(new Reply.Refusal(
                MISSING_CAPABILITY,
                "This needs capabilities that the client did not declare: " + required + ".",
                Optional.of(data)));
    }

    private void take(JsonNode step, Peer peer) {
        step.properties().forEach(property -> {
            var value = property.getValue();
            switch (property.getKey()) {
                case "log" -> peer.log(LogLevel.INFO, "fixture", value);
                case "progress" -> peer.progress(value.doubleValue(), 100, Optional.empty());
                case "changes" -> changes.happened(value.textValue());
                case "pause" -> pause(Duration.ofMillis(value.longValue()));
                default -> throw new IllegalStateException("not a step: " + property.getKey());
            }
        });
    }

    private static void pause(Duration time) {
        try {
            Cancellation.current().pause(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
