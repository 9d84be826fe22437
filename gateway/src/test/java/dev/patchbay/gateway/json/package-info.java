@NullMarked
package dev.patchbay.gateway.json;

import org.jspecify.annotations.NullMarked;
