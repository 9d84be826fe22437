package dev.patchbay.gateway.mcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form a client takes the answer to a POST. */
enum Answer {
    JSON,
    EVENT_STREAM,
    NONE;

    /**
     * JSON unless the client does not take it or prefers the stream by quality value. The specification has clients list
     * both; one that lists a single type, or none, is served all the same.
     */
    static Answer preferredBy(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        var json = quality(accept, "application/json");
        var stream = quality(accept, "text/event-stream");
        if (json <= 0 && stream <= 0) {
            return NONE;
        }
        return stream > json ? EVENT_STREAM : JSON;
    }

    /** Whether a client that listens takes a stream; one that does not say takes anything. */
    static boolean takesStream(@Nullable String accept) {
        return accept == null || accept.isBlank() || quality(accept, "text/event-stream") > 0;
    }

    /** The highest quality the header gives the type; exact entries and wildcards count alike. */
    private static double quality(String accept, String type) {
        var best = 0.0;
        for (var entry : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = entry.strip().split(";", -1);
            var range = parts[0].strip();
            var matches = range.equals(type)
                    || range.equals("*/*")
                    || range.equals(type.substring(0, type.indexOf('/')) + "/*");
            if (matches) {
                best = Math.max(best, quality(parts));
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (var parameter : parts) {
            var text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
