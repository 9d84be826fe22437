/**
 * JSON that came from outside: parsed within bounds, and read strictly, collecting every problem with its place.
 */
@NullMarked
package dev.patchbay.gateway.json;

import org.jspecify.annotations.NullMarked;
