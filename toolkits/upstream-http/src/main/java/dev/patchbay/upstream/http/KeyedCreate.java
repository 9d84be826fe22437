package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.KeyedRetry;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.Optional;

/**
 * Creates an object under a key of the caller's choice, which the service accepts once: the request may be repeated, and
 * when a later attempt finds the key taken, an earlier one created the object, which is then looked up.
 */
final class KeyedCreate {
    private static final String MAY_EXIST = "An attempt of this call may have created the object all the same.";
    private static final String PROBABLY_EXISTS =
            "An earlier attempt of this call probably created the object, but looking it up did not find it.";

    private final RequestBuilder requests;
    private final Attempts attempts;
    private final AnswerDecoder answers;

    KeyedCreate(RequestBuilder requests, Attempts attempts, AnswerDecoder answers) {
        this.requests = requests;
        this.attempts = attempts;
        this.answers = answers;
    }

    /** The tool's retry, if the caller gave the key: without it, nothing tells one attempt from another. */
    static Optional<KeyedRetry> of(Call call) {
        return call.tool()
                .retry()
                .filter(retry -> call.arguments().hasNonNull(retry.argument())
                        && !key(call, retry).isBlank());
    }

    Outcome<JsonNode> send(Call call, KeyedRetry retry, UpstreamRequest request, OpenFiles open) {
        var ended = attempts.send(
                call.egress(), request, answer -> isPassing(answer.status()) && answer.status() != retry.conflict());
        var created = ended.outcome().then(answer -> answers.decode(call.toolkit(), call.tool(), answer));
        return switch (created) {
            case Outcome.Failed<JsonNode>(UpstreamRefused refused)
            when ended.inDoubt() ->
                refused.status() == retry.conflict()
                        ? lookedUp(call, retry, refused, open)
                        : Outcome.failed(advised(refused, refused.advice(), MAY_EXIST, retry));
            case Outcome.Ok<JsonNode> _, Outcome.Failed<JsonNode> _ -> created;
        };
    }

    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private Outcome<JsonNode> lookedUp(Call call, KeyedRetry retry, UpstreamRefused conflict, OpenFiles open) {
        var found = requests.build(call.tool().slug(), retry.lookup(), call.arguments(), open)
                .then(request -> attempts.read(call, request))
                .then(answer -> answers.decode(call.toolkit(), call.tool(), answer))
                .map(answer -> answer.path(retry.list()).path(0));
        return switch (found) {
            case Outcome.Ok<JsonNode>(var first) when isUnderKey(call, retry, first) -> found;
            // The service's own advice for a conflict, to choose another key, would now make a second object.
            case Outcome.Ok<JsonNode> _, Outcome.Failed<JsonNode> _ ->
                Outcome.failed(advised(conflict, Optional.empty(), PROBABLY_EXISTS, retry));
        };
    }

    /** Whether there is an object, and nothing says that it is another one: its member need not be named as the argument. */
    private static boolean isUnderKey(Call call, KeyedRetry retry, JsonNode first) {
        var own = first.path(retry.argument());
        return first.isObject()
                && (!own.isValueNode() || own.isNull() || own.asText().equals(key(call, retry)));
    }

    private static String key(Call call, KeyedRetry retry) {
        return call.arguments().path(retry.argument()).asText();
    }

    private static Failure advised(UpstreamRefused refused, Optional<String> advice, String doubt, KeyedRetry retry) {
        var said = doubt + " Look for it by " + retry.argument() + " before you create another.";
        return new UpstreamRefused(
                refused.status(),
                refused.code(),
                refused.detail(),
                Optional.of(advice.map(text -> text + " " + said).orElse(said)),
                refused.body());
    }
}
