/**
 * {@code Idempotency-Key}: a request that is sent again under the key it was first sent with is not carried out again, and gets
 * the first answer. A route takes part by {@link dev.patchbay.gateway.idempotency.HonoursIdempotencyKey}; requests without the
 * header pay nothing for it (docs/adr/0020).
 */
@NullMarked
package dev.patchbay.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
