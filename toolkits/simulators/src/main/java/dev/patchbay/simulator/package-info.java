/**
 * Local stand-ins for the services behind the toolkits: stateful, deterministic, able to misbehave. They serve tests, the
 * client suite and the demo; they listen on loopback only and open no connection, but for callbacks to loopback ports
 * that a test has allowed.
 *
 * <p>{@link dev.patchbay.simulator.Simulators} runs both in one process. Tests start
 * {@link dev.patchbay.simulator.scale.ScaleSimulator} or {@link dev.patchbay.simulator.backendless.BackendlessSimulator}
 * themselves, on any free port.
 */
@NullMarked
package dev.patchbay.simulator;

import org.jspecify.annotations.NullMarked;
