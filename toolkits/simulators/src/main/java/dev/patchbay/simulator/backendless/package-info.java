/**
 * A stand-in for the Backendless REST API and the part of its console that timers need: any number of applications, each with
 * tables, users, files, counters, hives, messages and timers.
 *
 * <p>Start at {@link dev.patchbay.simulator.backendless.BackendlessSimulator}; what there is at the beginning is in
 * {@code orchard.json}, its names and keys in {@link dev.patchbay.simulator.backendless.Orchard}. One class per resource area
 * holds its routes, beside it the state that they change. Error codes come from the documentation; those that nobody has
 * published are marked as such in {@code Codes}. Whatever can be different in another Backendless is an
 * {@link dev.patchbay.simulator.backendless.Option}.
 */
@NullMarked
package dev.patchbay.simulator.backendless;

import org.jspecify.annotations.NullMarked;
