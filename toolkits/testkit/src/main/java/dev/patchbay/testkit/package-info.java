/**
 * The contract every toolkit of data keeps, as tests that its module runs without a line of test code.
 *
 * <p>{@link dev.patchbay.testkit.ToolkitContractTest} is the test class; a toolkit module names this module under surefire's
 * {@code dependenciesToScan}. It finds the one toolkit of the module by its marker, lints it, and runs every example beside
 * the tool files: the arguments go through the real argument check and the real request building, a recording stand-in
 * takes the place of egress, and the example's answer goes through the real decoding. What differs is a
 * {@link dev.patchbay.catalog.Problem} with file and line.
 */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;
