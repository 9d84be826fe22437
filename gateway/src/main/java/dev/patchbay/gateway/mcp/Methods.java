package dev.patchbay.gateway.mcp;

import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.Map;
import java.util.Set;

/** What a session's MCP endpoint offers, the same for every protocol revision. Blocking; called on virtual threads. */
interface Methods {

    ServerCapabilities capabilities();

    /** What a model should know of this server before it uses it. */
    String instructions();

    /** The operations there are. */
    Set<String> offered();

    /** Only for a method that {@link #offered} names. */
    Reply perform(ClientRequest request);

    /** The lists as they stand: a list whose number differs from the one before has changed. */
    Lists lists(Session session);

    /** Numbers that change when a list does; zero for a list that never changes. */
    record Lists(int tools, int prompts, int resources) {}

    /**
     * Arguments of a tool that come in a header as well (2026-07-28, {@code x-mcp-header}): the path of the argument by the
     * suffix of its {@code Mcp-Param-} header. The paths are JSON pointers.
     */
    default Map<String, String> headerArguments(Session session, String tool) {
        return Map.of();
    }
}
