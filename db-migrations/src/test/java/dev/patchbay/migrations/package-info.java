/** A PostgreSQL for tests, and the proof that its schema keeps tenants apart. */
@NullMarked
package dev.patchbay.migrations;

import org.jspecify.annotations.NullMarked;
