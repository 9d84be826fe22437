/**
 * The router's own tools: an agent sees these few instead of the whole catalogue, and finds, connects and runs the rest
 * through them (wire contract 7).
 *
 * <p>{@link dev.patchbay.gateway.meta.ToolRouter} is the door of every edge: it runs a meta tool here, or passes an app tool
 * on to {@link dev.patchbay.gateway.call.CallTool}. How a meta tool looks is a file beside this package; what it does is one
 * class each.
 */
@NullMarked
package dev.patchbay.gateway.meta;

import org.jspecify.annotations.NullMarked;
