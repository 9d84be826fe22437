/** Plaintext that must not be printed, logged or kept: a type instead of a habit. */
@NullMarked
package dev.patchbay.authstore.secret;

import org.jspecify.annotations.NullMarked;
