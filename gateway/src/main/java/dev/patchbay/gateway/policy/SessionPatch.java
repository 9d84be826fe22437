package dev.patchbay.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Applies a change to a session's stored document (wire contract section 4.3): a block that is left out stays, null removes
 * it, most blocks are replaced whole, and a few are merged member by member, where null removes the member.
 */
public final class SessionPatch {
    private static final Set<String> MERGED =
            Set.of("manage_connections", "workbench", "multi_account", "search", "execute", "experimental");

    private SessionPatch() {}

    /** The document after the change; neither argument is modified. */
    public static ObjectNode apply(ObjectNode stored, ObjectNode change) {
        var result = stored.deepCopy();
        change.properties().forEach(entry -> {
            var block = entry.getKey();
            var value = entry.getValue();
            if (value.isNull()) {
                result.remove(block);
            } else if (MERGED.contains(block) && value.isObject()) {
                merge(result, block, (ObjectNode) value);
            } else {
                result.set(block, value.deepCopy());
            }
        });
        return result;
    }

    private static void merge(ObjectNode document, String block, ObjectNode change) {
        JsonNode present = document.get(block);
        var merged = present != null && present.isObject() ? (ObjectNode) present : document.putObject(block);
        change.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }
}
