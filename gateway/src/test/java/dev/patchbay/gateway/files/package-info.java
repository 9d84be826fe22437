@NullMarked
package dev.patchbay.gateway.files;

import org.jspecify.annotations.NullMarked;
