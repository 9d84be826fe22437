package dev.patchbay.simulator.http;

import java.util.Map;

/** Turns a request and the fault it meets into a delivery. */
final class Misbehaviour {
    private final Service service;
    private final Patience patience;

    Misbehaviour(Service service, Patience patience) {
        this.service = service;
        this.patience = patience;
    }

    Delivery play(Fault fault, Request request) {
        return switch (fault) {
            case Fault.Status(int status) -> send(failure(status));
            case Fault.StatusAfterCommit(int status) -> afterCommit(request, send(failure(status)));
            case Fault.TooManyRequests(var retryAfter) -> {
                Answer answer = service.failure(429, "Too many requests");
                yield send(retryAfter
                        .map(seconds -> answer.with("Retry-After", seconds))
                        .orElse(answer));
            }
            case Fault.Slow(var delay) -> {
                patience.await(delay);
                yield send(service.answer(request));
            }
            case Fault.SlowBody(var pause) -> new Delivery.SendSlowly(service.answer(request), pause);
            case Fault.Hang _ -> new Delivery.WaitThenClose();
            case Fault.Drop _ -> new Delivery.CloseSilently();
            case Fault.DropAfterCommit _ -> afterCommit(request, new Delivery.CloseSilently());
            case Fault.Reset _ -> new Delivery.Reset();
            case Fault.ResetAfterCommit _ -> afterCommit(request, new Delivery.Reset());
            case Fault.Truncate _ -> new Delivery.SendTruncated(service.answer(request));
            case Fault.WrongType _ -> send(service.answer(request).with("Content-Type", "text/html; charset=utf-8"));
            // Faults turns an empty bucket into TooManyRequests; the rule itself is never played.
            case Fault.Rate _ -> throw new IllegalStateException("A rate is not played");
            case Fault.PlainOk _ -> afterCommit(request, send(Answer.text(200, "text/plain", "OK")));
            case Fault.Empty _ -> afterCommit(request, send(Answer.empty(200)));
            case Fault.BadJson _ ->
                afterCommit(request, send(Answer.text(200, "application/json", "{\"docs\":[{\"na")));
            case Fault.Huge(long bytes) -> afterCommit(request, new Delivery.SendHuge(bytes));
            case Fault.DropInHead _ -> new Delivery.SendHalfHead(service.answer(request));
            case Fault.Altered(Alteration how) -> send(how.apply(service.answer(request)));
            case Fault.Canned(Answer answer) -> send(answer);
            case Fault.Redirect(int status, String location) ->
                send(new Answer(status, Map.of("Location", location), Body.EMPTY));
        };
    }

    private Answer failure(int status) {
        return status == 502
                ? Answer.text(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>")
                : service.failure(status, "Simulated failure");
    }

    private Delivery afterCommit(Request request, Delivery delivery) {
        service.answer(request);
        return delivery;
    }

    private static Delivery send(Answer answer) {
        return new Delivery.Send(answer);
    }
}
