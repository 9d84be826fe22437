package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.json.Json;

/**
 * Where a running request can be met. The id is a hash, because it is told to all nodes and lies in a table, while what it is
 * made of lets a client answer, or cancel.
 */
record Place(TenantId tenant, String id) {

    static Place ofExchange(TenantId tenant, String exchange) {
        return new Place(tenant, Digest.of("exchange", exchange));
    }

    /** As JSON, so that 1 and "1" are two requests. */
    static Place ofRequest(TenantId tenant, String protocolSession, JsonNode requestId) {
        return new Place(tenant, Digest.of("request", protocolSession, Json.write(requestId)));
    }
}
