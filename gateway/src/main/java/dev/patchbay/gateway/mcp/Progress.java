package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Progress notifications of one request, for a client that gave it a token. Values only grow, as the protocol demands; reports
 * that follow one another faster than anybody can look are left out, but never the one that says all is done.
 */
final class Progress {
    private static final long SOONEST = Duration.ofMillis(20).toNanos();

    private final Optional<JsonNode> token;
    private final Outlet outlet;
    private double last = Double.NEGATIVE_INFINITY;
    private long at = System.nanoTime() - SOONEST;

    private Progress(Optional<JsonNode> token, Outlet outlet) {
        this.token = token;
        this.outlet = outlet;
    }

    static Progress of(ObjectNode params, Outlet outlet) {
        return new Progress(token(params), outlet);
    }

    /** A string or an integer, as the specification has it; anything else is none. */
    static Optional<JsonNode> token(ObjectNode params) {
        return Optional.of(params.path("_meta").path("progressToken"))
                .filter(token -> token.isTextual() || token.isIntegralNumber());
    }

    synchronized void report(double done, double total, Optional<String> message) {
        var now = System.nanoTime();
        var late = now - at >= SOONEST || done >= total;
        if (token.isEmpty() || done <= last || !late) {
            return;
        }
        last = done;
        at = now;
        var params = Json.object();
        params.set("progressToken", token.get());
        params.put("progress", done).put("total", total);
        message.ifPresent(text -> params.put("message", text));
        outlet.send(JsonRpc.notification("notifications/progress", params));
    }
}
