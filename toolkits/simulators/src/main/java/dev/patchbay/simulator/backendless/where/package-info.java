/**
 * The part of SQL-92 that a Backendless where clause, a having clause or a column list may use: parsed once into a closed
 * family, then asked about any number of rows. Three-valued, as SQL is: a comparison with null is unknown, and unknown does
 * not select.
 */
@NullMarked
package dev.patchbay.simulator.backendless.where;

import org.jspecify.annotations.NullMarked;
