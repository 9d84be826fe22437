/**
 * A fluent HTTP client for tests with the words of REST Assured, without its cost: there, a third of the processor time of a
 * test of the REST API went into Groovy.
 */
@NullMarked
package dev.patchbay.gateway.testhttp;

import org.jspecify.annotations.NullMarked;
