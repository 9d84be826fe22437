package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Routes;
import dev.patchbay.simulator.http.Service;
import dev.patchbay.simulator.http.SimulatedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a request to the area that answers it. One request at a time: state needs no further locks. */
final class ScaleService implements Service {
    private final Keyring keyring;
    private final Routes<Handler> routes = new Routes<>();

    ScaleService(SimulatedClock clock) {
        keyring = new Keyring(clock);
        ProjectRoutes.addTo(routes);
        BatchRoutes.addTo(routes);
        TaskListRoutes.addTo(routes);
        TaskRoutes.addTo(routes);
        TaskCreation.addTo(routes);
        TeamRoutes.addTo(routes);
    }

    @Override
    public synchronized Answer answer(Request request) {
        try {
            return dispatch(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer dispatch(Request request) {
        Environment environment =
                request.header("authorization").flatMap(keyring::open).orElseThrow(Refusal::unauthorized);
        environment.settle();
        var match = routes.find(request.method(), segments(request))
                .orElseThrow(() -> Refusal.notFound("No such endpoint."));
        return match.handler().handle(new Call(environment, request, match.variables(), body(request)));
    }

    private static List<String> segments(Request request) {
        var segments = new ArrayList<>(request.segments());
        // Two habits of the official clients: a doubled slash after the version, and a trailing slash.
        if (segments.size() > 2
                && segments.get(0).equals("v1")
                && segments.get(1).isEmpty()) {
            segments.remove(1);
        }
        if (segments.size() > 2 && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }

    private static Optional<JsonNode> body(Request request) {
        if (request.body().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Json.parse(request.body().text())
                .orElseThrow(() -> Refusal.invalid("The request body is not valid JSON.")));
    }

    @Override
    public Answer failure(int status, String text) {
        return Refusal.answer(status, text);
    }

    @Override
    public String authorizationForJournal(String value) {
        return keyring.describe(value);
    }

    @Override
    public Optional<Answer> control(String command, Request request) {
        if (!request.method().equals("POST") || !command.equals("keys")) {
            return Optional.empty();
        }
        JsonNode asked = Json.parse(request.body().text()).orElseGet(Json::object);
        String key = asked.path("key").asText("");
        if (key.isEmpty()) {
            return Optional.of(failure(400, "Give key, and mode test or live."));
        }
        registerKey(key, asked.path("mode").asText("").equals("live") ? Mode.LIVE : Mode.TEST);
        return Optional.of(Answer.json(200, Json.object().put("done", true)));
    }

    synchronized void registerKey(String key, Mode mode) {
        keyring.register(key, mode);
    }

    @Override
    public synchronized void reset() {
        keyring.reset();
    }
}
