package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.gateway.json.Timestamps;
import java.util.Map;
import java.util.Optional;

/** The contract's connected account object (section 11.2). Of a secret field only its last four characters are known here (R16; the hosted service shows the first four). */
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
        json.put("status_reason", reason(account, config).orElse(null));
        json.put("is_disabled", account.disabled());
        json.put("created_at", Timestamps.of(account.createdAt()));
        json.put("updated_at", Timestamps.of(account.updatedAt()));
        json.set("state", state(account, config));
        json.set("data", values(account));
        json.putObject("params");
        json.set(SharingJson.BLOCK, SharingJson.of(account.sharing()));
        return json;
    }

    private static Optional<String> reason(ConnectedAccount account, AuthConfig config) {
        return account.statusReason().or(() -> switch (config.status()) {
            case ENABLED -> Optional.empty();
            case DISABLED -> Optional.of("The auth config of this account is disabled, so no call can use it.");
        });
    }

    static ObjectNode created(ConnectedAccount account, AuthConfig config) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", account.id().value());
        json.set("connectionData", state(account, config));
        json.put("status", account.status().name());
        json.putNull("redirect_url");
        json.putNull("redirect_uri");
        json.set(SharingJson.BLOCK, SharingJson.of(account.sharing()));
        return json;
    }

    /** The same for an account that waits for its user: the SDK looks for the address among the fields. */
    static ObjectNode waiting(ConnectedAccount account, AuthConfig config, String redirectUrl) {
        var json = created(account, config);
        json.put("redirect_url", redirectUrl).put("redirect_uri", redirectUrl);
        ((ObjectNode) json.at("/connectionData/val")).put("redirectUrl", redirectUrl);
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
        if (account.status() == AccountStatus.FAILED) {
            account.statusReason().ifPresent(why -> values.put("error_description", why));
        }
        account.visibleFields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
