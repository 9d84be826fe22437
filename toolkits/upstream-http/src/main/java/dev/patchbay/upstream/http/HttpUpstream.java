package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.UpstreamAnswer;

/**
 * Runs a tool against its service: the request its file declares, or those its behaviour asks for.
 *
 * <p>The arguments must have passed the tool's input schema and rules. What these cannot say (a path value of {@code ..}, a
 * line break in a header) is refused here as {@link dev.patchbay.toolkit.Failure.InvalidArguments}, before anything is sent.
 * Files that the arguments name are opened only when nothing else is wrong, and closed when the call ends, however it ends.
 *
 * <p>A tool that only reads is repeated while the service is busy or the connection breaks, at most three times in all and
 * only if the service asks for a wait of at most five seconds; so is a create for which the caller chose a key
 * ({@link dev.patchbay.toolkit.KeyedRetry}). Nothing else is ever sent twice. Interrupting the thread ends the call.
 *
 * <p>Immutable and safe for any number of threads.
 */
public final class HttpUpstream {
    private final RequestBuilder requests = new RequestBuilder();
    private final AnswerDecoder answers;
    private final DocumentReader documents;
    private final Attempts attempts;
    private final KeyedCreate creates;

    public HttpUpstream() {
        this(Thread::sleep);
    }

    /** @param waiting passes the time before a request is repeated */
    public HttpUpstream(Waiting waiting) {
        var errors = new ErrorReader();
        answers = new AnswerDecoder(errors);
        documents = new DocumentReader(errors);
        attempts = new Attempts(waiting);
        creates = new KeyedCreate(requests, attempts, answers);
    }

    /**
     * Calls the tool through {@code egress} and waits for the outcome.
     *
     * @param files of the caller's tenant
     * @return the result in the shape the tool declares, or why there is none; whatever {@code egress} failed with last
     *     is passed along
     */
    public Outcome<ObjectNode> call(Toolkit toolkit, Tool tool, ObjectNode arguments, Egress egress, FileAccess files) {
        var call = new Call(toolkit, tool, arguments, egress, files);
        try (var open = new OpenFiles(files)) {
            var outcome = switch (tool.plan()) {
                case Plan.Declared declared -> declared(call, declared, open);
                case Plan.Behaves behaves -> behaves(call, behaves, open);
            };
            return outcome.map(result -> NextPage.added(tool, arguments, result));
        }
    }

    private Outcome<ObjectNode> declared(Call call, Plan.Declared plan, OpenFiles open) {
        var choice = Choice.of(call.tool(), plan, call.arguments());
        var retry = KeyedCreate.of(call);
        return requests.build(call.tool().slug(), choice.template(), call.arguments(), open)
                .then(request -> retry.isPresent()
                        ? creates.send(call, retry.get(), request, open)
                                .map(created -> ResultShaper.shaped(choice.result(), created))
                        : attempts.sent(call, request).then(answer -> result(call, choice.result(), answer)));
    }

    private Outcome<ObjectNode> result(Call call, ResultShape shape, UpstreamAnswer answer) {
        return shape instanceof ResultShape.Document
                ? documents.read(call, answer)
                : answers.decode(call.toolkit(), call.tool(), answer).map(value -> ResultShaper.shaped(shape, value));
    }

    private Outcome<ObjectNode> behaves(Call call, Plan.Behaves plan, OpenFiles open) {
        var steps = new StepRunner(call, plan.steps(), open, requests, attempts, answers);
        return plan.behaviour()
                .call(call.tool().slug(), call.arguments(), steps)
                .map(value -> ResultShaper.shaped(call.tool().result(), value));
    }
}
