package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.util.Optional;

/** What a request of revision 2026-07-28 says of itself in {@code params._meta}. */
record ModernMeta(JsonNode meta) {
    private static final String PREFIX = "io.modelcontextprotocol/";
    static final String REVISION = PREFIX + "protocolVersion";
    static final String CAPABILITIES = PREFIX + "clientCapabilities";
    static final String LOG_LEVEL = PREFIX + "logLevel";
    static final String SERVER_INFO = PREFIX + "serverInfo";
    static final String SUBSCRIPTION = PREFIX + "subscriptionId";

    static ModernMeta of(ObjectNode params) {
        return new ModernMeta(params.path("_meta"));
    }

    /** Whether it names a revision at all, which no request of an older era does. */
    boolean isModern() {
        return meta.has(REVISION);
    }

    Optional<String> revision() {
        return Optional.ofNullable(meta.path(REVISION).textValue());
    }

    Optional<ObjectNode> capabilities() {
        return meta.path(CAPABILITIES) instanceof ObjectNode declared ? Optional.of(declared) : Optional.empty();
    }

    JsonNode logLevel() {
        return meta.path(LOG_LEVEL);
    }

    static ObjectNode subscription(JsonNode id) {
        ObjectNode meta = Json.object();
        meta.set(SUBSCRIPTION, id);
        return meta;
    }
}
