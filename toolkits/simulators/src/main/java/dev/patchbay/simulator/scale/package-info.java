/**
 * A stand-in for the Scale API, version 1: accounts with a test and a live environment, projects, batches, tasks.
 *
 * <p>Start at {@link dev.patchbay.simulator.scale.ScaleSimulator}. One class per resource area holds its routes; every route
 * checks in the same order: authentication, route, body syntax, object in the path, parameters, objects named in the body,
 * conflicts. Rules that are inferred and not documented say so where they stand.
 */
@NullMarked
package dev.patchbay.simulator.scale;

import org.jspecify.annotations.NullMarked;
