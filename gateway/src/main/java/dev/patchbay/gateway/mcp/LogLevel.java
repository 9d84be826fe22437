package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The severities of RFC 5424 as the protocol spells them, the slightest first. */
enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LogLevel> of(String word) {
        return Stream.of(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    static ObjectNode message(LogLevel level, String logger, JsonNode data) {
        var params = Json.object().put("level", level.word()).put("logger", logger);
        params.set("data", data);
        return JsonRpc.notification("notifications/message", params);
    }
}
