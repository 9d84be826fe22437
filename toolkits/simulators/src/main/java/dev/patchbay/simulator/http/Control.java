package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The control interface under {@code /__sim}: reset, journal, faults, clock, and what a service adds. */
final class Control {
    private final Simulator simulator;
    private final Service service;
    private final SimulatedClock clock;
    private final Faults faults;
    private final Journal journal;

    Control(Simulator simulator, Service service, SimulatedClock clock, Faults faults, Journal journal) {
        this.simulator = simulator;
        this.service = service;
        this.clock = clock;
        this.faults = faults;
        this.journal = journal;
    }

    boolean owns(Request request) {
        return request.segments().getFirst().equals("__sim");
    }

    Answer answer(Request request) {
        String command = request.segments().size() == 2 ? request.segments().get(1) : "";
        return switch (request.method() + " " + command) {
            case "POST reset" -> {
                simulator.reset();
                yield done();
            }
            case "GET requests" -> Answer.json(200, JournalJson.of(journal.all()));
            case "DELETE requests" -> {
                journal.clear();
                yield done();
            }
            case "POST fault" ->
                Json.parse(request.body().text())
                        .flatMap(FaultJson::read)
                        .map(rule -> {
                            faults.add(rule);
                            return done();
                        })
                        .or(() -> service.control(command, request))
                        .orElseGet(() -> refused("Not a fault rule; the README has the forms"));
            case "DELETE fault" -> {
                faults.clear();
                service.clearFaults();
                yield done();
            }
            case "POST clock" ->
                Json.parse(request.body().text())
                        .flatMap(this::move)
                        .orElseGet(() -> refused("Give advance_ms, at (ISO 8601) or freeze (true, false)"));
            default ->
                service.control(command, request)
                        .orElseGet(() -> Answer.json(404, Json.object().put("error", "No such control command")));
        };
    }

    private Optional<Answer> move(JsonNode how) {
        try {
            if (how.path("advance_ms").canConvertToLong()) {
                clock.advance(Duration.ofMillis(how.path("advance_ms").longValue()));
            } else if (how.path("freeze").isBoolean()) {
                clock.freeze(how.path("freeze").booleanValue());
            } else {
                clock.moveTo(Instant.parse(how.path("at").asText()));
            }
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        return Optional.of(
                Answer.json(200, Json.object().put("now", clock.instant().toString())));
    }

    private static Answer done() {
        return Answer.json(200, Json.object().put("done", true));
    }

    private static Answer refused(String why) {
        return Answer.json(400, Json.object().put("error", why));
    }
}
