/**
 * What the Model Context Protocol needs between one request and the next, so that any node serves any of them (ADR 0022).
 *
 * <p>{@link dev.patchbay.gateway.mcp.state.ProtocolSessions} are rows, {@link dev.patchbay.gateway.mcp.state.RequestStates} are
 * carried by the client, and {@link dev.patchbay.gateway.mcp.state.Mailbox} brings answers and cancellations to the node where
 * a request runs. Nothing here knows what is in a message.
 */
@NullMarked
package dev.patchbay.gateway.mcp.state;

import org.jspecify.annotations.NullMarked;
