package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ToolAccess;
import dev.patchbay.gateway.json.Timestamps;

/** The contract's auth config object (section 10.1). */
final class AuthConfigJson {
    private AuthConfigJson() {}

    static ObjectNode of(AuthConfig config, long connections) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", config.id().value());
        json.put("uuid", config.id().value());
        json.put("type", "custom");
        json.putObject("toolkit").put("slug", config.toolkit().value()).put("logo", "");
        json.put("name", config.name());
        json.put("auth_scheme", config.authScheme());
        json.put("is_composio_managed", false);
        json.put("status", config.status().name());
        json.put("created_at", Timestamps.of(config.createdAt()));
        json.put("last_updated_at", Timestamps.of(config.updatedAt()));
        json.put("no_of_connections", connections);
        json.set("tool_access_config", config.toolAccessConfig());
        withOlderSpelling(json, config);
        json.put("is_enabled_for_tool_router", config.enabledForToolRouter());
        return json;
    }

    static ObjectNode created(AuthConfig config) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("toolkit").put("slug", config.toolkit().value());
        json.putObject("auth_config")
                .put("id", config.id().value())
                .put("auth_scheme", config.authScheme())
                .put("is_composio_managed", false);
        withOlderSpelling((ObjectNode) json.get("auth_config"), config);
        return json;
    }

    private static void withOlderSpelling(ObjectNode json, AuthConfig config) {
        var only = config.toolAccessConfig().path(ToolAccess.EXECUTION);
        if (!only.isEmpty()) {
            json.set(ToolLists.OLDER, only);
        }
    }
}
