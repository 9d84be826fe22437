/** API keys: how they look, how they are kept, how a caller is recognised by one. */
@NullMarked
package dev.patchbay.authstore.token;

import org.jspecify.annotations.NullMarked;
