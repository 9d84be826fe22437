package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.mcp.Methods.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a listening client is told, and in which words: the eras differ in both. */
sealed interface Announcer {
    String TOOLS = "tools";
    String PROMPTS = "prompts";
    String RESOURCES = "resources";

    /** Said first, if anything. */
    Optional<ObjectNode> opening();

    /** One notification for each list that differs. */
    List<ObjectNode> changes(Lists before, Lists after);

    /** Said last when the server ends the stream, if anything. */
    Optional<Object> closing();

    /** Which lists differ. */
    static List<String> changed(Lists before, Lists after) {
        var changed = new ArrayList<String>();
        if (before.tools() != after.tools()) {
            changed.add(TOOLS);
        }
        if (before.prompts() != after.prompts()) {
            changed.add(PROMPTS);
        }
        if (before.resources() != after.resources()) {
            changed.add(RESOURCES);
        }
        return changed;
    }

    private static String method(String list) {
        return "notifications/" + list + "/list_changed";
    }

    /** The stream that a client of an older era opens with GET: it hears of everything. */
    record Legacy() implements Announcer {
        @Override
        public Optional<ObjectNode> opening() {
            return Optional.empty();
        }

        @Override
        public List<ObjectNode> changes(Lists before, Lists after) {
            return changed(before, after).stream()
                    .map(list -> Json.object().put("jsonrpc", "2.0").put("method", method(list)))
                    .toList();
        }

        @Override
        public Optional<Object> closing() {
            return Optional.empty();
        }
    }

    /**
     * The answer to {@code subscriptions/listen} (2026-07-28): only what was asked for, each message with the id of the request.
     *
     * @param id of the request, as it came
     * @param wanted the lists of which it asks to hear
     * @param result the request's result, for when the stream ends
     */
    record Modern(JsonNode id, Set<String> wanted, Object result) implements Announcer {
        public Modern {
            wanted = Set.copyOf(wanted);
        }

        /** The name of a list's flag in the request and in its acknowledgement. */
        static String flag(String list) {
            return list + "ListChanged";
        }

        @Override
        public Optional<ObjectNode> opening() {
            var params = params();
            var accepted = params.putObject("notifications");
            List.of(TOOLS, PROMPTS, RESOURCES).stream()
                    .filter(wanted::contains)
                    .forEach(list -> accepted.put(flag(list), true));
            return Optional.of(JsonRpc.notification("notifications/subscriptions/acknowledged", params));
        }

        @Override
        public List<ObjectNode> changes(Lists before, Lists after) {
            return changed(before, after).stream()
                    .filter(wanted::contains)
                    .map(list -> JsonRpc.notification(method(list), params()))
                    .toList();
        }

        @Override
        public Optional<Object> closing() {
            return Optional.of(result);
        }

        private ObjectNode params() {
            var params = Json.object();
            params.set("_meta", ModernMeta.subscription(id));
            return params;
        }
    }
}
