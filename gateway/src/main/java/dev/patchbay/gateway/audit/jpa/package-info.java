/** The execution table. */
@NullMarked
package dev.patchbay.gateway.audit.jpa;

import org.jspecify.annotations.NullMarked;
