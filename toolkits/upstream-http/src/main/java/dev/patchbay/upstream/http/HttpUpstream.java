package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;

/**
 * Runs a declared tool against its service: one request, one answer, no retry.
 *
 * <p>The arguments must have passed the tool's input schema. What a schema cannot say (a path value of {@code ..}, a line
 * break in a header) is refused here as {@link dev.patchbay.toolkit.Failure.InvalidArguments}, before anything is sent.
 *
 * <p>Immutable and safe for any number of threads.
 */
public final class HttpUpstream {
    private final RequestBuilder requests = new RequestBuilder();
    private final AnswerDecoder answers = new AnswerDecoder();

    /**
     * Calls the tool once through {@code egress} and waits for the outcome.
     *
     * @return the result in the shape the tool declares, or why there is none; whatever {@code egress} failed with is
     *     passed along unchanged
     */
    public Outcome<ObjectNode> call(Toolkit toolkit, Tool tool, ObjectNode arguments, Egress egress) {
        return requests.build(tool, arguments).then(egress::send).then(answer -> answers.decode(toolkit, tool, answer));
    }
}
