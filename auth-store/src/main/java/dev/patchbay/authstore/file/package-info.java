/**
 * Files kept for a limited time: what callers hand to tools and tools hand back. The content is sealed in chunks under the
 * tenant's own key and comes and goes as a stream; another tenant's files look absent.
 */
@NullMarked
package dev.patchbay.authstore.file;

import org.jspecify.annotations.NullMarked;
