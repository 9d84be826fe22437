package dev.patchbay.simulator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a request to what is done about it: control, or fault and service; and the line in the journal. */
final class Dispatcher {
    private static final int JOURNAL_BODY_LIMIT = 64 * 1024;

    private final Service service;
    private final SimulatedClock clock;
    private final Journal journal;
    private final Faults faults;
    private final Misbehaviour misbehaviour;
    private final Control control;

    Dispatcher(
            Service service,
            SimulatedClock clock,
            Journal journal,
            Faults faults,
            Misbehaviour misbehaviour,
            Control control) {
        this.service = service;
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
        this.misbehaviour = misbehaviour;
        this.control = control;
    }

    Answer malformed(MalformedRequest e) {
        return service.failure(400, String.valueOf(e.getMessage()));
    }

    Delivery dispatch(Incoming incoming, String origin) {
        Delivery delivery;
        String remark = "";
        try {
            var request = Request.read(
                    origin,
                    incoming.method(),
                    incoming.rawPath(),
                    incoming.rawQuery(),
                    incoming.headers(),
                    incoming.body());
            if (control.owns(request)) {
                return new Delivery.Send(control.answer(request));
            }
            remark = service.remark(request);
            delivery = faults.take(request)
                    .map(fault -> misbehaviour.play(fault, request))
                    .orElseGet(() -> new Delivery.Send(service.answer(request)));
        } catch (MalformedRequest e) {
            delivery = new Delivery.Send(malformed(e));
        }
        // Before the answer leaves: whoever has seen the answer finds the line in the journal.
        journal.add(exchange(incoming, delivery.status(), remark));
        return delivery;
    }

    private Exchange exchange(Incoming incoming, int status, String remark) {
        return new Exchange(
                clock.instant(),
                incoming.method(),
                incoming.rawPath(),
                incoming.rawQuery(),
                withoutCredential(incoming.headers()),
                incoming.body().shortenedTo(JOURNAL_BODY_LIMIT),
                incoming.body().sha256(),
                parts(incoming),
                status,
                remark);
    }

    private static List<Exchange.SentPart> parts(Incoming incoming) {
        var type = incoming.headers().getOrDefault("content-type", List.of());
        return type.stream()
                .flatMap(given -> Multipart.parse(given, incoming.body()).stream())
                .flatMap(form -> form.parts().stream())
                .map(Exchange.SentPart::of)
                .toList();
    }

    private Map<String, List<String>> withoutCredential(Map<String, List<String>> headers) {
        var kept = new LinkedHashMap<>(headers);
        kept.computeIfPresent(
                "authorization",
                (_, values) ->
                        values.stream().map(service::authorizationForJournal).toList());
        return kept;
    }
}
