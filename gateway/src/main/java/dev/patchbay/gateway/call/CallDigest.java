package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.ToolSlug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * SHA-256, in hexadecimal, of a call: of {@code {"account": …, "arguments": {…}, "tool": …}} as JSON without white space, the
 * members of every object in the order of their names, {@code account} only where one was named.
 */
final class CallDigest {
    private CallDigest() {}

    static String of(ToolSlug tool, Optional<String> account, JsonNode arguments) {
        var call = Json.object();
        account.ifPresent(named -> call.put("account", named));
        call.set("arguments", arguments);
        call.put("tool", tool.value());
        return sha256(Json.write(ordered(call)));
    }

    private static JsonNode ordered(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(member -> copy.set(member.getKey(), ordered(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(ordered(element)));
                yield copy;
            }
            default -> value;
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK lacks SHA-256", missing);
        }
    }
}
