/**
 * What a newcomer sees: both simulators, and one finished round trip through the gateway as a new user would make it, first
 * over REST, then over MCP.
 *
 * <p>{@link dev.patchbay.simulator.demo.Demo} is the program. It speaks plain HTTP and JSON and knows nothing of the gateway
 * but its public contract.
 */
@NullMarked
package dev.patchbay.simulator.demo;

import org.jspecify.annotations.NullMarked;
