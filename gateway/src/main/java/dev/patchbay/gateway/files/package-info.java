/** Files that callers hand to tools and tools hand to callers: kept sealed, for a limited time, per tenant. */
@NullMarked
package dev.patchbay.gateway.files;

import org.jspecify.annotations.NullMarked;
