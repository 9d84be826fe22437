/**
 * Finding tools by what somebody wants to do. Knows nothing of tenants or sessions: a caller brings the {@link
 * dev.patchbay.catalog.search.Scope} of what may be found.
 */
@NullMarked
package dev.patchbay.catalog.search;

import org.jspecify.annotations.NullMarked;
