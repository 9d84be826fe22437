/**
 * The Model Context Protocol over streamable HTTP, at one address per session.
 *
 * <p>{@link dev.patchbay.gateway.mcp.McpResource} is the HTTP binding, {@link dev.patchbay.gateway.mcp.LegacyEra} the
 * revisions up to 2025-11-25 with their {@code initialize}, and {@link dev.patchbay.gateway.mcp.SessionMethods} the
 * operations themselves, which know nothing of revisions: the dispatcher of a later era stands beside {@code LegacyEra} and
 * uses the same operations. The server keeps no protocol state between requests: it issues no {@code Mcp-Session-Id} (the
 * specification lets it), so any replica can answer any request.
 */
@NullMarked
package dev.patchbay.gateway.mcp;

import org.jspecify.annotations.NullMarked;
