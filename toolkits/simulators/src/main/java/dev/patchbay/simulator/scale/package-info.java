/**
 * A stand-in for the Scale API, version 1: accounts with a test and a live environment, projects, batches, tasks, files, team
 * and Studio, reviews, callbacks.
 *
 * <p>Start at {@link dev.patchbay.simulator.scale.ScaleSimulator}. One class per resource area holds its routes; every route
 * checks in the same order: authentication, route, body syntax, object in the path, enabled feature, parameters, objects named
 * in the body, conflicts, state. Rules that are inferred and not documented are in
 * {@link dev.patchbay.simulator.scale.Switch}.
 */
@NullMarked
package dev.patchbay.simulator.scale;

import org.jspecify.annotations.NullMarked;
