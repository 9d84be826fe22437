/**
 * The one way out. Whatever Patchbay sends to another machine leaves here, and nothing else of ours opens a socket outward.
 *
 * <p>{@link dev.patchbay.gateway.egress.EgressGate} binds a connection form and a {@link
 * dev.patchbay.gateway.egress.CredentialSource} to an {@link dev.patchbay.toolkit.Egress}. One send then goes through four
 * steps: the base address is worked out and its name checked ({@code BaseUrls}, {@code HostNames}); the credential is placed
 * and the request assembled ({@code CredentialPlacement}, {@code RequestAssembly}); the name is resolved and every address
 * vetted ({@code Destinations}, {@code AddressRules}); the request is sent once to the vetted address ({@code HttpExchange})
 * and the answer scrubbed of the credential ({@code Redactor}).
 *
 * <p>A request may name another door of the connection than the form's own ({@code DoorChoice}), and may bring files, which are
 * streamed ({@code MultipartBody}, {@code Upload}). {@link dev.patchbay.gateway.egress.PublicFetch} goes out by the same last two
 * steps, without an account, for addresses that callers and services name.
 *
 * <p>Refusals look alike to the caller; why is in the log, which never holds an address, a path, a query or a header, because
 * with some services the address is the credential.
 */
@NullMarked
package dev.patchbay.gateway.egress;

import org.jspecify.annotations.NullMarked;
