package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.session.SessionId;
import java.util.Optional;

/**
 * What a client of an older revision agreed on with {@code initialize}; a row, so that any node knows it (R22).
 *
 * @param id the {@code Mcp-Session-Id}: random, visible ASCII. It names what is here and grants nothing
 * @param capabilities as the client declared them, within bounds; not to be changed
 * @param clientInfo as the client declared it, within bounds; not to be changed, and nothing to be trusted
 * @param logLevel the least that the client wants to be told, once it said so
 */
public record ProtocolSession(
        TenantId tenant,
        SessionId session,
        String id,
        String revision,
        ObjectNode capabilities,
        ObjectNode clientInfo,
        Optional<String> logLevel) {}
