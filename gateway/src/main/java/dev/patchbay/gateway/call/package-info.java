/**
 * One tool call, door by door. {@link dev.patchbay.gateway.call.CallTool} is the class to read first: every way in (REST,
 * MCP, later batches and programs) ends there, and everything a call must pass stands in it in order.
 */
@NullMarked
package dev.patchbay.gateway.call;

import org.jspecify.annotations.NullMarked;
