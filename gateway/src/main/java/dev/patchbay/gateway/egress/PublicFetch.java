package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Fetches addresses that callers and services name: without any credential, https on port 443 only (or what the development
 * allow-list names), every address vetted and pinned as for calls, and so is each of at most three redirects.
 *
 * <p>Whatever is refused looks alike: {@link dev.patchbay.toolkit.Failure.EgressDenied}. No failure and no log line holds the
 * address. Both methods block, so call them from a virtual thread; interrupting it cancels the fetch, and so does
 * {@link Cancellation}.
 */
@ApplicationScoped
public class PublicFetch {
    private static final Logger LOG = Logger.getLogger(PublicFetch.class);
    private static final int REDIRECTS = 3;

    private final Destinations destinations;
    private final HttpExchange exchange;

    PublicFetch(EgressGate gate) {
        this.destinations = gate.destinations();
        this.exchange = gate.exchange();
    }

    /** How the answer of one hop is received. */
    private interface Hop<R> {
        Outcome<Landing<R>> receive(Destinations.Destination.Vetted to, PublicUrl url);
    }

    /**
     * Fetches a file into a place of its own on disk, which nobody else can open and which is free again when the content is
     * closed. The caller closes it.
     *
     * @return the file, named by the answer or else by the address; {@link dev.patchbay.toolkit.Failure.AnswerTooLarge} when
     *     it is larger than {@code limitBytes}; {@link dev.patchbay.toolkit.Failure.UpstreamRefused} when the answer is not a
     *     2xx; {@link dev.patchbay.toolkit.Failure.UpstreamUnavailable} when none came
     */
    public Outcome<FileContent> fetch(String url, long limitBytes) {
        var limits = exchange.limits();
        var deadline = Deadline.after(limits.upload());
        return follow(
                url,
                (to, at) -> exchange.send(
                        to.addresses(), at.request(), new Download(at, limitBytes, limits.firstByte()), deadline));
    }

    /** Fetches an answer, whatever its status, into memory and within the limit of every service's answer. */
    public Outcome<UpstreamAnswer> fetchAnswer(String url) {
        var limits = exchange.limits();
        var deadline = Deadline.after(limits.total());
        return follow(
                url,
                (to, at) -> exchange.send(
                                to.addresses(), at.request(), new AnswerReader(limits.answerBytes()), deadline)
                        .map(PublicFetch::landing));
    }

    private <R> Outcome<R> follow(String url, Hop<R> hop) {
        Checked<PublicUrl> next = PublicUrl.parse(url.strip());
        for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
            switch (next) {
                case Checked.Refused<PublicUrl>(Refusal reason) -> {
                    return denied(reason);
                }
                case Checked.Passed<PublicUrl>(PublicUrl at) -> {
                    switch (reach(at, hop)) {
                        case Outcome.Failed<Landing<R>>(Failure failure) -> {
                            return Outcome.failed(withoutEffect(failure));
                        }
                        case Outcome.Ok<Landing<R>>(Landing.Arrived<R>(R value)) -> {
                            return Outcome.ok(value);
                        }
                        case Outcome.Ok<Landing<R>>(Landing.Moved<R>(String location)) ->
                            next = at.redirected(location);
                    }
                }
            }
        }
        return Outcome.failed(
                new Failure.UpstreamUnavailable("the address redirects more than " + REDIRECTS + " times", false));
    }

    private <R> Outcome<Landing<R>> reach(PublicUrl at, Hop<R> hop) {
        return switch (destinations.findForStranger(at.base())) {
            case Destinations.Destination.Refused(Refusal reason) -> denied(reason);
            case Destinations.Destination.Unresolved(Failure why) -> Outcome.failed(why);
            case Destinations.Destination.Vetted to -> hop.receive(to, at);
        };
    }

    /** Whatever broke, a GET that carries nothing can be repeated. */
    private static Failure withoutEffect(Failure failure) {
        if (failure instanceof Failure.UpstreamUnavailable unavailable) {
            return new Failure.UpstreamUnavailable(unavailable.what(), false);
        }
        return failure instanceof Failure.Cancelled ? new Failure.Cancelled(false) : failure;
    }

    private static Landing<UpstreamAnswer> landing(UpstreamAnswer answer) {
        Function<String, Landing<UpstreamAnswer>> moved = Landing.Moved::new;
        return answer.location().map(moved).orElseGet(() -> new Landing.Arrived<>(answer));
    }

    private static <T> Outcome<T> denied(Refusal reason) {
        LOG.infof("Egress denied: fetching an address that was given: %s", reason.text());
        return Outcome.failed(new Failure.EgressDenied());
    }
}
