package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.meta.MetaTools;
import dev.patchbay.gateway.session.ConfigVersion;
import dev.patchbay.gateway.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contract's session object (section 4.1). The stored document is the request form; answers say the same in the past
 * tense in most blocks, and in the mixed tenses the contract has in {@code workbench} and {@code search}.
 */
final class SessionJson {
    /** Blocks that read enable → enabled and disable → disabled. */
    private static final Set<String> PAST_TENSE = Set.of("toolkits", "tools", "tags", "manage_connections");

    /** From here on a list of tools is worth a warning. */
    private static final int MANY = 20;

    private SessionJson() {}

    static ObjectNode of(Session session, List<ToolEntry> listed, String mcpUrl, Generation generation) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("session_id", session.id().value());
        json.putObject("mcp").put("type", "http").put("url", mcpUrl);
        var tools = json.putArray("tool_router_tools");
        MetaTools.listed(session).forEach(tool -> tools.add(tool.slug().value()));
        listed.forEach(tool -> tools.add(tool.slug().value()));
        json.set("config", config(session.userId(), session.config().document(), generation));
        json.put("config_version", session.configVersion());
        warning(tools.size(), listed.size())
                .ifPresent(warning -> json.putArray("warnings").add(warning));
        return json;
    }

    private static Optional<ObjectNode> warning(int tools, int preloaded) {
        if (tools == 0) {
            return Optional.of(warning(
                    "NO_TOOLS_LISTED",
                    "This session lists no tools: its meta tools are switched off and nothing is preloaded. Name tools under"
                            + " preload.tools, or \"all\" together with toolkits.enable."));
        }
        return preloaded > MANY
                ? Optional.of(warning(
                        "PRELOAD_TOOLS_HIGH_CONTEXT_USAGE",
                        preloaded
                                + " tools are preloaded; each costs a model's context in every turn. Preload fewer, and"
                                + " let the model search for the rest."))
                : Optional.empty();
    }

    private static ObjectNode warning(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }

    /** An item of the session's history (section 4.5): an archived one is dated by when it was archived. */
    static ObjectNode version(Session session, ConfigVersion version, Generation generation) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("version", version.version())
                .put("created_at", Timestamps.of(version.until().orElse(version.since())))
                .put("is_current", version.until().isEmpty());
        json.set("config", config(session.userId(), version.document(), generation));
        return json;
    }

    private static ObjectNode config(String user, ObjectNode document, Generation generation) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("user_id", user);
        document.properties()
                .forEach(entry -> json.set(
                        entry.getKey(),
                        PAST_TENSE.contains(entry.getKey())
                                ? pastTense(entry.getKey(), entry.getValue())
                                : entry.getValue()));
        if (document.get("workbench") instanceof ObjectNode workbench) {
            json.set("workbench", renamed(workbench, "enable_proxy_execution", "proxy_execution_enabled"));
        }
        if (document.get("connected_accounts") instanceof ObjectNode accounts) {
            json.set(
                    "connected_accounts",
                    switch (generation) {
                        case V3 -> texts(accounts);
                        case V3_1 -> lists(accounts);
                    });
        }
        json.remove("experimental");
        for (var block : Set.of("search", "execute")) {
            if (!json.hasNonNull(block)) {
                json.putObject(block);
            }
        }
        if (!json.hasNonNull("preload")) {
            json.putObject("preload").putArray("tools");
        }
        return json;
    }

    private static JsonNode pastTense(String block, JsonNode value) {
        if (block.equals("tags") && value.isArray()) {
            var json = JsonNodeFactory.instance.objectNode();
            json.set("enabled", value);
            return json;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        var json = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "enable" -> json.set("enabled", entry.getValue());
                case "disable" -> json.set("disabled", entry.getValue());
                case "tags" -> json.set("tags", pastTense("tags", entry.getValue()));
                default -> // a member of another name, or in "tools" a toolkit with a rule of its own
                    json.set(
                            entry.getKey(),
                            block.equals("tools") ? pastTense("rule", entry.getValue()) : entry.getValue());
            }
        });
        return json;
    }

    private static ObjectNode renamed(ObjectNode block, String from, String to) {
        var json = block.deepCopy();
        var value = json.remove(from);
        if (value != null) {
            json.set(to, value);
        }
        return json;
    }

    /** The older generation knows one pinned account and no more; where there are several, none is left out. */
    private static ObjectNode texts(ObjectNode accounts) {
        var json = JsonNodeFactory.instance.objectNode();
        accounts.properties()
                .forEach(entry -> json.set(
                        entry.getKey(),
                        entry.getValue().isArray() && entry.getValue().size() == 1
                                ? entry.getValue().get(0)
                                : entry.getValue()));
        return json;
    }

    private static ObjectNode lists(ObjectNode accounts) {
        var json = JsonNodeFactory.instance.objectNode();
        accounts.properties()
                .forEach(entry -> json.set(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? JsonNodeFactory.instance.arrayNode().add(entry.getValue())
                                : entry.getValue()));
        return json;
    }
}
