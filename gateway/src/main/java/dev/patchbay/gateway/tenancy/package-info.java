/** Who is calling: the one filter that authenticates, and the caller it found. Nothing else in a request names the tenant. */
@NullMarked
package dev.patchbay.gateway.tenancy;

import org.jspecify.annotations.NullMarked;
