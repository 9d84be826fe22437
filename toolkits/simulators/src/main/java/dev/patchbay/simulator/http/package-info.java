/**
 * What every simulator needs and no service is about: a loopback HTTP server that sees the raw path, remembers each request,
 * misbehaves on demand and is steered under {@code /__sim}.
 *
 * <p>A simulator is a {@link dev.patchbay.simulator.http.Service} given to
 * {@link dev.patchbay.simulator.http.LocalServer}. A {@link dev.patchbay.simulator.http.CertificateAuthority} of the process
 * vouches for it towards clients that speak TLS. Everything here may be used by tests of other modules through
 * {@link dev.patchbay.simulator.http.Simulator}; nothing here opens a connection.
 */
@NullMarked
package dev.patchbay.simulator.http;

import org.jspecify.annotations.NullMarked;
