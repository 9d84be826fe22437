@NullMarked
package dev.patchbay.catalog;

import org.jspecify.annotations.NullMarked;
