@NullMarked
package dev.patchbay.backendless;

import org.jspecify.annotations.NullMarked;
