/** A session: one user's view of the tools, with rules, its own MCP address and its own tokens. */
@NullMarked
package dev.patchbay.gateway.session;

import org.jspecify.annotations.NullMarked;
