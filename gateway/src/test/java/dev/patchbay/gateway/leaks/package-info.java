@NullMarked
package dev.patchbay.gateway.leaks;

import org.jspecify.annotations.NullMarked;
