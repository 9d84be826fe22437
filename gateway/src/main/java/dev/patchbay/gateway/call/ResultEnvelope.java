package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;

/**
 * The one shape in which a call's result reaches a caller, over REST and as MCP content alike (wire contract 6.2 and 8.5):
 * {@code data} an object, {@code error} a text or null, {@code successful}, {@code log_id}. Ours beside it: {@code sensitive}
 * lists what in it is a secret, such as a token, so that a reader can keep it out of logs and transcripts.
 */
public final class ResultEnvelope {
    private ResultEnvelope() {}

    public static ObjectNode of(CallResult result) {
        var envelope = JsonNodeFactory.instance.objectNode();
        switch (result.outcome()) {
            case Outcome.Ok<ObjectNode>(var data) -> {
                envelope.set("data", data);
                envelope.putNull("error");
                envelope.put("successful", true);
                var present =
                        result.sensitive().stream().filter(data::hasNonNull).toList();
                if (!present.isEmpty()) {
                    var paths = envelope.putArray("sensitive");
                    present.forEach(member -> paths.add("data." + member));
                }
            }
            case Outcome.Failed<ObjectNode>(var failure) -> {
                envelope.set("data", data(failure));
                envelope.put("error", FailureText.of(failure).whole());
                envelope.put("successful", false);
            }
        }
        envelope.put("log_id", result.logId());
        return envelope;
    }

    /** What the service itself said of its refusal, for programs; always an object, because clients insist. */
    private static ObjectNode data(Failure failure) {
        var data = JsonNodeFactory.instance.objectNode();
        if (failure instanceof Failure.UpstreamRefused refused) {
            data.put("http_status", refused.status());
            refused.code().ifPresent(code -> data.put("code", code));
            refused.body().ifPresent((JsonNode body) -> data.set("response", body));
        }
        return data;
    }
}
