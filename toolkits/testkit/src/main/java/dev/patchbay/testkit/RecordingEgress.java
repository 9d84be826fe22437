package dev.patchbay.testkit;

import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what would be sent, and answers as the example says. */
final class RecordingEgress implements Egress {
    private final Optional<UpstreamAnswer> answer;
    private final List<UpstreamRequest> sent = new ArrayList<>();

    RecordingEgress(Optional<UpstreamAnswer> answer) {
        this.answer = answer;
    }

    @Override
    public Outcome<UpstreamAnswer> send(UpstreamRequest request) {
        sent.add(request);
        return answer.map(Outcome::ok)
                .orElseGet(() -> Outcome.failed(new UpstreamUnavailable("The example has no answer.", false)));
    }

    List<UpstreamRequest> sent() {
        return List.copyOf(sent);
    }
}
