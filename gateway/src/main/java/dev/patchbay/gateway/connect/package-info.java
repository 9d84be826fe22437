/** Connecting an account: which connection form the given fields fit, whether each is well-formed, and storing them sealed. */
@NullMarked
package dev.patchbay.gateway.connect;

import org.jspecify.annotations.NullMarked;
