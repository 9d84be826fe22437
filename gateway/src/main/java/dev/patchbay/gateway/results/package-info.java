/**
 * Large answers of tools, kept for their session. The model gets a {@link dev.patchbay.gateway.results.Preview} with a handle
 * instead, reads what it needs of the answer ({@link dev.patchbay.gateway.results.ReadResult}), and hands parts of it to other
 * tools without reading them ({@link dev.patchbay.gateway.results.ResultReferences}). A kept answer is a file of its session,
 * so it is owned, sealed, listed, downloaded and deleted like one.
 */
@NullMarked
package dev.patchbay.gateway.results;

import org.jspecify.annotations.NullMarked;
