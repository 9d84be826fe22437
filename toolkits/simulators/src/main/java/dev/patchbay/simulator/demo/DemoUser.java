package dev.patchbay.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.Optional;

/** Makes sure the demo user exists with an active account per toolkit; what is there already is used again. */
final class DemoUser {
    static final String NAME = "ada";
    private static final String API = "/api/v3.1";

    private final GatewayClient gateway;

    DemoUser(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /** What was done about one toolkit, for the reader of the tour. */
    record Connection(String authConfig, String account, boolean isNew) {}

    Connection connect(String toolkit, ObjectNode credential) throws TourFailure {
        String authConfig = authConfig(toolkit);
        var existing = firstItem(gateway.get(API + "/connected_accounts?user_ids=" + NAME + "&toolkit_slugs=" + toolkit
                        + "&auth_config_ids=" + authConfig + "&statuses=ACTIVE"))
                .map(account -> account.path("id").asText());
        if (existing.isPresent()) {
            return new Connection(authConfig, existing.get(), false);
        }
        var body = Json.object();
        body.putObject("auth_config").put("id", authConfig);
        body.putObject("connection")
                .put("user_id", NAME)
                .putObject("state")
                .put("authScheme", "API_KEY")
                .set("val", credential);
        JsonNode created = gateway.post(API + "/connected_accounts", body);
        if (!created.path("status").asText().equals("ACTIVE")) {
            throw new TourFailure("The " + toolkit + " account is not active", 201, created.toString());
        }
        return new Connection(authConfig, created.path("id").asText(), true);
    }

    DemoSession openSession() throws TourFailure {
        var body = Json.object().put("user_id", NAME);
        JsonNode mcp = gateway.post(API + "/tool_router/session", body).path("mcp");
        if (!mcp.has("url") || !mcp.has("bearer_token")) {
            throw new TourFailure("The new session has no mcp.url or no mcp.bearer_token");
        }
        return new DemoSession(
                mcp.path("url").asText(), mcp.path("bearer_token").asText());
    }

    private String authConfig(String toolkit) throws TourFailure {
        var existing = firstItem(gateway.get(API + "/auth_configs?toolkit_slug=" + toolkit));
        if (existing.isPresent()) {
            return existing.get().path("id").asText();
        }
        var body = Json.object();
        body.putObject("toolkit").put("slug", toolkit);
        body.putObject("auth_config")
                .put("type", "use_custom_auth")
                .put("authScheme", "API_KEY")
                .put("name", "demo");
        return gateway.post(API + "/auth_configs", body)
                .path("auth_config")
                .path("id")
                .asText();
    }

    private static Optional<JsonNode> firstItem(JsonNode page) {
        return Optional.of(page.path("items").path(0)).filter(JsonNode::isObject);
    }
}
