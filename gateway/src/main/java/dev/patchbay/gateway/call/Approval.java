package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person has approved: these very calls, each as often as it stands here, and nothing else. It says nothing of who
 * approved and when, and is good for one request: whoever lets it travel seals it, and binds it to the session and the request
 * that were asked about.
 */
public record Approval(List<Call> calls) {
    /** Nobody was asked. */
    public static final Approval NONE = new Approval(List.of());

    public Approval {
        calls = List.copyOf(calls);
    }

    /** @param digest as {@link Failure.Ask#digest()} */
    public record Call(String tool, String digest) {
        private static Call of(Failure.Ask ask) {
            return new Call(ask.tool().value(), ask.digest());
        }
    }

    /** All that was asked about; for when all of it was approved. */
    public static Approval of(Failure.ApprovalNeeded needed) {
        return new Approval(needed.asks().stream().map(Call::of).toList());
    }

    /** Whether every one of these calls was approved: two alike need to have been approved twice. */
    public boolean covers(List<Failure.Ask> asks) {
        var left = new ArrayList<>(calls);
        return asks.stream().map(Call::of).allMatch(left::remove);
    }

    /** To be sealed before it leaves the gateway; {@link #fromJson} reads it. */
    public ObjectNode toJson() {
        var json = Json.object();
        var list = json.putArray("calls");
        calls.forEach(call -> list.addObject().put("tool", call.tool()).put("digest", call.digest()));
        return json;
    }

    /**
     * @param json of {@link #toJson}, as it was
     * @throws IllegalArgumentException when it is not
     */
    public static Approval fromJson(ObjectNode json) {
        if (!json.path("calls").isArray()) {
            throw new IllegalArgumentException("An approval has a list of calls");
        }
        return new Approval(json.path("calls")
                .valueStream()
                .map(call -> new Call(text(call, "tool"), text(call, "digest")))
                .toList());
    }

    private static String text(JsonNode call, String member) {
        var text = call.path(member).textValue();
        if (text == null) {
            throw new IllegalArgumentException("An approved call has a " + member);
        }
        return text;
    }
}
