package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.gateway.json.Timestamps;

/** The contract's connected account object (section 11.2). Of a secret field only its last four characters are known here. */
final class ConnectedAccountJson {
    private ConnectedAccountJson() {}

    static ObjectNode of(ConnectedAccount account, AuthConfig config) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", account.id().value());
        json.put("word_id", account.wordId());
        json.put("alias", account.alias().orElse(null));
        json.put("user_id", account.userId());
        json.putObject("toolkit").put("slug", account.toolkit().value());
        json.putObject("auth_config")
                .put("id", config.id().value())
                .put("auth_scheme", config.authScheme())
                .put("is_composio_managed", false)
                .put("is_disabled", config.status() == AuthConfig.Status.DISABLED);
        json.put("status", account.status().name());
        json.put("status_reason", account.statusReason().orElse(null));
        json.put("is_disabled", account.disabled());
        json.put("created_at", Timestamps.of(account.createdAt()));
        json.put("updated_at", Timestamps.of(account.updatedAt()));
        json.set("state", state(account, config));
        json.set("data", values(account));
        json.putObject("params");
        return json;
    }

    static ObjectNode created(ConnectedAccount account, AuthConfig config) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", account.id().value());
        json.set("connectionData", state(account, config));
        json.put("status", account.status().name());
        json.putNull("redirect_url");
        json.putNull("redirect_uri");
        return json;
    }

    private static ObjectNode state(ConnectedAccount account, AuthConfig config) {
        var json = JsonNodeFactory.instance.objectNode().put("authScheme", config.authScheme());
        json.set("val", values(account));
        return json;
    }

    private static ObjectNode values(ConnectedAccount account) {
        var values = JsonNodeFactory.instance
                .objectNode()
                .put("status", account.status().name());
        account.visibleFields().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
