@NullMarked
package dev.patchbay.gateway.results;

import org.jspecify.annotations.NullMarked;
