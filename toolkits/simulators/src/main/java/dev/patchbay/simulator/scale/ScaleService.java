package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Routes;
import dev.patchbay.simulator.http.Service;
import dev.patchbay.simulator.http.SimulatedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** From a request to the area that answers it. One request at a time: state needs no further locks. */
final class ScaleService implements Service {
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE");

    private final Switches switches = new Switches();
    private final Callbacks callbacks;
    private final Keyring keyring;
    private final ScaleControl control;
    private final Routes<Handler> routes = new Routes<>();

    ScaleService(SimulatedClock clock) {
        callbacks = new Callbacks(clock);
        keyring = new Keyring(new Surroundings(clock, switches, callbacks));
        control = new ScaleControl(keyring, switches, callbacks);
        ProjectRoutes.addTo(routes);
        BatchRoutes.addTo(routes);
        TaskListRoutes.addTo(routes);
        TaskRoutes.addTo(routes);
        DeliveryRoutes.addTo(routes);
        AuditRoutes.addTo(routes);
        TaskCreation.addTo(routes);
        QualityTaskRoutes.addTo(routes);
        FileRoutes.addTo(routes);
        TeamRoutes.addTo(routes);
        StudioRoutes.addTo(routes);
        StudioBatchRoutes.addTo(routes);
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
        callbacks.settle();
        environment.settle();
        var match = route(request).orElseThrow(() -> unrouted(request));
        return match.handler().handle(new Call(environment, request, match.variables(), RequestBody.read(request)));
    }

    private Refusal unrouted(Request request) {
        return switches.on(Switch.WRONG_VERB_IS_405) && isWrongVerb(request)
                ? Refusal.wrongVerb()
                : Refusal.noSuchEndpoint();
    }

    private Optional<Routes.Match<Handler>> route(Request request) {
        return routes.find(request.method(), segments(request));
    }

    private boolean isWrongVerb(Request request) {
        var segments = segments(request);
        return routes.find(request.method(), segments).isEmpty()
                && VERBS.stream().anyMatch(verb -> routes.find(verb, segments).isPresent());
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

    @Override
    public Answer failure(int status, String text) {
        return Refusal.answer(status, text);
    }

    @Override
    public synchronized String authorizationForJournal(String value) {
        return keyring.describe(value);
    }

    @Override
    public synchronized boolean admits(Request request) {
        return request.header("authorization").flatMap(keyring::open).isPresent()
                && route(request).isPresent();
    }

    @Override
    public String remark(Request request) {
        return isWrongVerb(request) ? "wrong verb" : "";
    }

    @Override
    public List<String> hostNames() {
        return List.of("api.scale.com", "api.scaleapi.com");
    }

    @Override
    public Optional<Answer> control(String command, Request request) {
        if (command.equals("callbacks")) {
            // Not under the lock: a receiver that is being called may itself call this simulator.
            settle();
            callbacks.awaitQuiet();
        }
        synchronized (this) {
            settle();
            try {
                return control.answer(command, request);
            } catch (Refusal refusal) {
                return Optional.of(refusal.answer());
            }
        }
    }

    private synchronized void settle() {
        keyring.environments().values().forEach(Environment::settle);
        callbacks.settle();
    }

    /** Changes what keys open, under the lock. */
    synchronized void with(Consumer<Keyring> change) {
        change.accept(keyring);
    }

    synchronized void turn(Switch which, boolean on) {
        switches.set(which, on);
    }

    @Override
    public synchronized void clearFaults() {
        keyring.clearRevoked();
        keyring.environments()
                .values()
                .forEach(environment -> environment.disabledTypes().clear());
        OrchardFixture.disableAgain(keyring);
    }

    @Override
    public synchronized void reset() {
        switches.reset();
        callbacks.reset();
        keyring.reset();
    }
}
