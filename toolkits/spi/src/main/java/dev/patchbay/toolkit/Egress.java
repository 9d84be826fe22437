package dev.patchbay.toolkit;

/**
 * The way out for one call: bound to one tenant, one connected account and one base address. It places the credential,
 * vets and pins the address, sends once, and bounds time and size. Whoever holds it cannot read the credential and cannot
 * reach another host.
 */
@FunctionalInterface
public interface Egress {

    /**
     * Sends the request and waits for the whole answer. Never retries and never follows a redirect. A request for a door that
     * the connection does not open ends in {@link Failure.ConnectionIncomplete}.
     *
     * @return the answer whatever its status, or why there is none
     */
    Outcome<UpstreamAnswer> send(UpstreamRequest request);
}
