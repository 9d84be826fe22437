@NullMarked
package dev.patchbay.gateway.boot;

import org.jspecify.annotations.NullMarked;
