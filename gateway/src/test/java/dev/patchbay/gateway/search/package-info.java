@NullMarked
package dev.patchbay.gateway.search;

import org.jspecify.annotations.NullMarked;
