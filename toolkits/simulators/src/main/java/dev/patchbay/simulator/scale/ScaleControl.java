package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Request;
import java.util.Optional;

/** The commands under {@code /__sim} that only this simulator knows. */
final class ScaleControl {
    private final Keyring keyring;
    private final Switches switches;
    private final Callbacks callbacks;

    ScaleControl(Keyring keyring, Switches switches, Callbacks callbacks) {
        this.keyring = keyring;
        this.switches = switches;
        this.callbacks = callbacks;
    }

    Optional<Answer> answer(String command, Request request) {
        ObjectNode asked = Json.parse(request.body().text())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(Json::object);
        return switch (request.method() + " " + command) {
            case "POST keys" -> Optional.of(register(asked));
            case "GET switch" -> Optional.of(Answer.json(200, allSwitches()));
            case "POST switch" -> Optional.of(turn(asked));
            case "POST fault" -> fault(asked);
            case "POST complete", "POST error", "POST review" -> Optional.of(change(command, asked));
            case "GET callbacks" -> Optional.of(Answer.json(200, callbacks.log()));
            case "POST callbacks" -> Optional.of(allow(asked));
            case "GET state" -> Optional.of(Answer.json(200, StateJson.of(keyring)));
            case "POST load" -> Optional.of(load(asked));
            default -> Optional.empty();
        };
    }

    private Answer register(ObjectNode asked) {
        String key = Parameters.required(asked, "key");
        keyring.register(key, asked.path("mode").asText("").equals("live") ? Mode.LIVE : Mode.TEST);
        return done();
    }

    private ObjectNode allSwitches() {
        var all = Json.object();
        for (Switch each : Switch.values()) {
            all.put(each.wireName(), switches.on(each));
        }
        return all;
    }

    private Answer turn(ObjectNode asked) {
        var which = Switch.named(asked.path("name").asText(""))
                .orElseThrow(() -> Refusal.parameter("\"name\" must be one of GET /__sim/switch"));
        if (!asked.path("on").isBoolean()) {
            throw Refusal.parameter("\"on\" must be true or false");
        }
        switches.set(which, asked.path("on").booleanValue());
        return Answer.json(200, allSwitches());
    }

    /** The two faults that are about a key: its types bought no more, or itself refused. */
    private Optional<Answer> fault(ObjectNode asked) {
        String key = asked.path("key").asText(ScaleSimulator.TEST_KEY);
        return switch (asked.path("kind").asText("")) {
            case "disabled" -> {
                environment(key).disabledTypes().addAll(Parameters.texts(asked, "types"));
                yield Optional.of(done());
            }
            case "revoked" -> {
                keyring.revoke(key);
                yield Optional.of(done());
            }
            default -> Optional.empty();
        };
    }

    private Answer change(String command, ObjectNode asked) {
        String id = Parameters.required(asked, "task_id");
        var environment = keyring.environments().values().stream()
                .filter(each -> each.tasks().find(id).isPresent())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Task with that ID not found."));
        Entity task = environment.tasks().find(id).orElseThrow();
        Entity changed = switch (command) {
            case "complete" ->
                TaskEnding.completed(task, Optional.ofNullable(asked.get("response")), environment.now());
            case "error" ->
                TaskEnding.failed(
                        task,
                        Json.object().put("error", asked.path("error").asText("Simulated failure.")),
                        environment.now());
            default ->
                AuditRoutes.reviewed(
                        environment,
                        task,
                        Parameters.required(asked, "status"),
                        asked.path("comments").asText(""));
        };
        TaskLife.ended(environment, changed);
        environment.settle();
        return Answer.json(200, environment.tasks().find(id).orElseThrow().json());
    }

    private Answer allow(ObjectNode asked) {
        for (JsonNode port : asked.path("allow_ports")) {
            callbacks.allow(port.asInt());
        }
        return done();
    }

    private Answer load(ObjectNode asked) {
        FixtureLoader.load(environment(asked.path("key").asText(ScaleSimulator.TEST_KEY)), asked);
        return done();
    }

    private Environment environment(String key) {
        return Optional.ofNullable(keyring.environments().get(key))
                .orElseThrow(() -> Refusal.notFound("No such key; POST /__sim/keys registers one."));
    }

    private static Answer done() {
        return Answer.json(200, Json.object().put("done", true));
    }
}
