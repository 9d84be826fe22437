package dev.patchbay.gateway.mcp.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.util.List;

/**
 * What a client says of itself, bounded: of more than 16 KB of JSON only what the gateway uses is left, the capabilities to
 * answer requests of ours and the client's name and version.
 */
record Declared(ObjectNode capabilities, ObjectNode clientInfo) {
    private static final int LARGEST = 16 * 1024;
    /** One that says more than this of itself counts as one that says nothing more than that it is there. */
    private static final int LARGEST_CAPABILITY = 4 * 1024;

    private static final int LONGEST_NAME = 200;

    static Declared of(ObjectNode capabilities, ObjectNode clientInfo) {
        return size(capabilities) + size(clientInfo) <= LARGEST
                ? new Declared(capabilities.deepCopy(), clientInfo.deepCopy())
                : new Declared(used(capabilities), named(clientInfo));
    }

    private static ObjectNode used(ObjectNode capabilities) {
        var used = Json.object();
        for (var name : List.of("elicitation", "sampling", "roots")) {
            var capability = capabilities.path(name);
            if (capability.isObject()) {
                used.set(name, size(capability) <= LARGEST_CAPABILITY ? capability.deepCopy() : Json.object());
            }
        }
        return used;
    }

    private static ObjectNode named(ObjectNode clientInfo) {
        var named = Json.object();
        for (var name : List.of("name", "version")) {
            var value = clientInfo.path(name);
            if (value.isTextual()) {
                named.put(name, cut(value.textValue()));
            }
        }
        return named;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_NAME) {
            return text;
        }
        // Half a surrogate pair has no UTF-8 form.
        var end = Character.isHighSurrogate(text.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return text.substring(0, end);
    }

    private static int size(JsonNode node) {
        return Json.write(node).getBytes(UTF_8).length;
    }
}
