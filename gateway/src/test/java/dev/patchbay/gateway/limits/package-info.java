@NullMarked
package dev.patchbay.gateway.limits;

import org.jspecify.annotations.NullMarked;
