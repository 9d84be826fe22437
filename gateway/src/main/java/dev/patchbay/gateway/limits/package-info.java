/** How many requests a tenant may make per minute, and the headers that say how many are left. */
@NullMarked
package dev.patchbay.gateway.limits;

import org.jspecify.annotations.NullMarked;
