/** Tests of the gateway as a whole. */
@NullMarked
package dev.patchbay.gateway;

import org.jspecify.annotations.NullMarked;
