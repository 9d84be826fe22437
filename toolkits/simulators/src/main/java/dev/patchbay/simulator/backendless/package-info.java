/**
 * A stand-in for the Backendless REST API: one application with counters, files, tables and users.
 *
 * <p>Start at {@link dev.patchbay.simulator.backendless.BackendlessSimulator}; what the application holds at the beginning is
 * {@link dev.patchbay.simulator.backendless.Orchard}. One class per resource area holds its routes. Error codes come from the
 * documentation; those that nobody has published are marked as such in {@code Codes}.
 */
@NullMarked
package dev.patchbay.simulator.backendless;

import org.jspecify.annotations.NullMarked;
