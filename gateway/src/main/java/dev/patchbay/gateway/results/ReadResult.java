package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads parts of kept answers, as the meta tool of that name does. */
@ApplicationScoped
public class ReadResult {
    public static final ToolSlug SLUG = new ToolSlug("PATCHBAY_READ_RESULT");

    /** Characters of an answer, unless told otherwise. */
    public static final int BUDGET = 8_000;

    private final StoredResults results;

    ReadResult(StoredResults results) {
        this.results = results;
    }

    /**
     * What the arguments ask for, within {@link #BUDGET}, or {@link Failure.InvalidArguments}, each of them saying what would
     * be right; {@link Failure.UpstreamUnavailable} when too many are being read. A handle that is none of this session's is
     * unknown.
     */
    public Outcome<ObjectNode> read(Session session, ObjectNode arguments) {
        return ReadRequest.of(arguments).then(request -> results.reading(() -> read(session, request)));
    }

    private Outcome<ObjectNode> read(Session session, ReadRequest request) {
        return results.read(session, request.handle())
                .map(data -> ResultReader.read(request, data, BUDGET))
                .orElseGet(() -> Outcome.failed(
                        new Failure.InvalidArguments(SLUG, List.of(new Violation("handle", unknown(results))))));
    }

    static String unknown(StoredResults results) {
        return "no result of this session has it. Results are kept for " + Durations.text(results.lifetime())
                + "; call the tool again for a new one";
    }
}
