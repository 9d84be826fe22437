package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Door;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.ToolkitSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The way out of one connected account. Logs toolkit, method, path template, result and time, and nothing else. */
final class GatedEgress implements Egress {
    private static final Logger LOG = Logger.getLogger(GatedEgress.class);

    private record Prepared(OutgoingRequest request, Redactor redactor) {}

    private final ToolkitSlug toolkit;
    private final ConnectionForm form;
    private final CredentialSource credential;
    private final BaseUrls bases;
    private final Destinations destinations;
    private final HttpExchange exchange;

    GatedEgress(
            ToolkitSlug toolkit,
            ConnectionForm form,
            CredentialSource credential,
            BaseUrls bases,
            Destinations destinations,
            HttpExchange exchange) {
        this.toolkit = toolkit;
        this.form = form;
        this.credential = credential;
        this.bases = bases;
        this.destinations = destinations;
        this.exchange = exchange;
    }

    @Override
    public Outcome<UpstreamAnswer> send(UpstreamRequest request) {
        long began = System.nanoTime();
        Outcome<Prepared> prepared =
                credential.use(secrets -> prepare(new FieldValues(form, credential.visible(), secrets), request));
        Outcome<UpstreamAnswer> outcome = prepared.then(ready -> dispatch(ready, request));
        logEnd(outcome, request, began);
        return outcome;
    }

    private Outcome<Prepared> prepare(FieldValues values, UpstreamRequest request) {
        return DoorChoice.choose(toolkit, form, request.door(), values).then(door -> switch (assemble(
                door, values, request)) {
            case Checked.Passed<OutgoingRequest>(OutgoingRequest outgoing) ->
                Outcome.ok(new Prepared(outgoing, Redactor.of(values.secrets(), outgoing.traces())));
            case Checked.Refused<OutgoingRequest>(Refusal reason) -> denied(reason, request);
        });
    }

    private Checked<OutgoingRequest> assemble(Door door, FieldValues values, UpstreamRequest request) {
        var placements = new ArrayList<>(door.placements());
        form.actingUser()
                .filter(user -> actsAs(user, values, request))
                .ifPresent(user -> placements.add(new Placement.Header(user.header(), "{" + user.field() + "}")));
        return bases.resolve(toolkit, door.base(), values)
                .then(base -> CredentialPlacement.place(placements, values)
                        .then(placed -> RequestAssembly.assemble(base, placed, request)));
    }

    /** The account's own user stands back for one that the call names, and for a call that wants none. */
    private static boolean actsAs(ConnectionForm.ActingUser user, FieldValues values, UpstreamRequest request) {
        boolean brought =
                request.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(user.header()));
        return !request.anonymous() && !brought && values.has(user.field());
    }

    private Outcome<UpstreamAnswer> dispatch(Prepared prepared, UpstreamRequest request) {
        return switch (destinations.find(prepared.request().base())) {
            case Destinations.Destination.Refused(Refusal reason) -> denied(reason, request);
            case Destinations.Destination.Unresolved(Failure why) -> Outcome.failed(why);
            case Destinations.Destination.Vetted(var addresses) -> {
                credential.leaving();
                yield exchange.send(addresses, prepared.request()).map(answer -> scrubbed(answer, prepared.redactor()));
            }
        };
    }

    private static UpstreamAnswer scrubbed(UpstreamAnswer answer, Redactor redactor) {
        return new UpstreamAnswer(
                answer.status(),
                answer.contentType().map(redactor::scrub),
                answer.retryAfter(),
                answer.location().map(redactor::scrub),
                scrubbed(answer.headers(), redactor),
                redactor.scrub(answer.body()));
    }

    private static Map<String, String> scrubbed(Map<String, String> headers, Redactor redactor) {
        var scrubbed = new HashMap<String, String>();
        headers.forEach((name, value) -> scrubbed.put(name, redactor.scrub(value)));
        return scrubbed;
    }

    private <T> Outcome<T> denied(Refusal reason, UpstreamRequest request) {
        LOG.infof("Egress denied: %s %s %s: %s", toolkit, request.method(), request.template(), reason.text());
        return Outcome.failed(new Failure.EgressDenied());
    }

    private void logEnd(Outcome<UpstreamAnswer> outcome, UpstreamRequest request, long began) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        String end = switch (outcome) {
            case Outcome.Ok<UpstreamAnswer>(UpstreamAnswer answer) -> String.valueOf(answer.status());
            case Outcome.Failed<UpstreamAnswer>(Failure failure) -> failure.toString();
        };
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        LOG.debugf("%s %s %s: %s in %d ms", toolkit, request.method(), request.template(), end, millis);
    }
}
