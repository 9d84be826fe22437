package dev.patchbay.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Builds a session's MCP address. Its origin is the one the caller used, when that is one of ours: the SDKs attach their key
 * only when the address shares the origin of their base URL (contract 6.1).
 */
@ApplicationScoped
public class McpAddresses {
    private final Origins origins;

    McpAddresses(Origins origins) {
        this.origins = origins;
    }

    public String of(SessionId session, @Nullable String authority) {
        var origin = authority == null
                ? origins.canonical()
                : origins.originOf(authority).orElseGet(origins::canonical);
        return at(origin, session);
    }

    /** The address under this origin of ours. */
    static String at(String origin, SessionId session) {
        return origin + "/tool_router/" + session.value() + "/mcp";
    }
}
