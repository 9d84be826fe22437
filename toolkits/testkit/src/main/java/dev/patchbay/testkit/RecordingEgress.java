package dev.patchbay.testkit;

import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Keeps what would be sent, and gives the example's answers in turn. */
final class RecordingEgress implements Egress {
    private final Queue<Outcome<UpstreamAnswer>> answers;
    private final List<Sends> sent = new ArrayList<>();

    RecordingEgress(List<Outcome<UpstreamAnswer>> answers) {
        this.answers = new ArrayDeque<>(answers);
    }

    @Override
    public Outcome<UpstreamAnswer> send(UpstreamRequest request) {
        return exchange(Recorded.of(request));
    }

    /** An address that is fetched without the credential counts as sent too. */
    Outcome<UpstreamAnswer> fetch(String url) {
        return exchange(Sends.fetch(url));
    }

    List<Sends> sent() {
        return List.copyOf(sent);
    }

    private Outcome<UpstreamAnswer> exchange(Sends request) {
        sent.add(request);
        var answer = answers.poll();
        return answer != null
                ? answer
                : Outcome.failed(new UpstreamUnavailable("The example has no further answer.", false));
    }
}
