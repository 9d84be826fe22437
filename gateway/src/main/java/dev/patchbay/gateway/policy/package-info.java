/**
 * What a session may see and run: its validated rules and one pure decision, asked on every path.
 *
 * <p>The stored document is the request form of the wire contract (enable, disable, …), so that a patch is a merge of
 * documents; {@link dev.patchbay.gateway.policy.SessionConfig} is its validated reading and
 * {@link dev.patchbay.gateway.policy.ToolPolicy} the decision.
 */
@NullMarked
package dev.patchbay.gateway.policy;

import org.jspecify.annotations.NullMarked;
