/**
 * What a toolkit is, and nothing about how it is run: closed record families that every other module shares.
 *
 * <p>Start with {@link dev.patchbay.toolkit.Toolkit} (a service and the ways to connect to it) and
 * {@link dev.patchbay.toolkit.Tool} (one callable action with its request template). A call ends in an
 * {@link dev.patchbay.toolkit.Outcome}: a value, or a member of the sealed {@link dev.patchbay.toolkit.Failure} family that
 * each edge renders for its own protocol. {@link dev.patchbay.toolkit.Egress} is the one way out, handed to a call already
 * bound to a tenant, an account and a toolkit's base address: whoever holds it can send, but can neither see the credential
 * nor go elsewhere.
 *
 * <p>Toolkit modules may use this package and nothing else of ours.
 */
@NullMarked
package dev.patchbay.toolkit;

import org.jspecify.annotations.NullMarked;
