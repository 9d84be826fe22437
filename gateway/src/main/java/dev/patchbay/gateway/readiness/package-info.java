/** Whether this node may serve. */
@NullMarked
package dev.patchbay.gateway.readiness;

import org.jspecify.annotations.NullMarked;
