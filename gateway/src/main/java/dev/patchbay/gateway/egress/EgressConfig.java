package dev.patchbay.gateway.egress;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long calls to other services may take, how much they may answer, and what they may reach. */
@ConfigMapping(prefix = "patchbay.egress")
public interface EgressConfig {

    /** Longest wait for a host name to resolve. */
    @WithDefault("3s")
    Duration resolveTimeout();

    /** Longest wait for a TCP connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Longest wait for a TLS handshake. */
    @WithDefault("5s")
    Duration tlsTimeout();

    /**
     * Longest wait for the head of the answer, counted from the moment the request is written; and, while files are sent or
     * fetched, for the other side to take or give the next piece.
     */
    @WithDefault("30s")
    Duration firstByteTimeout();

    /** Longest time for a whole call, from connecting to the last byte. */
    @WithDefault("60s")
    Duration totalTimeout();

    /** Longest time for a whole call that sends files, and for fetching one, instead of the total above. */
    @WithDefault("5m")
    Duration uploadTimeout();

    /** Largest accepted answer body. A larger one is dropped and the connection closed. */
    @WithDefault("10M")
    MemorySize maxAnswer();

    /** Largest accepted head of an answer. */
    @WithDefault("32K")
    MemorySize maxHeaders();

    /** Connections to one address at a time. */
    @WithDefault("64")
    int connectionsPerAddress();

    /** Calls that may wait for a connection to one address; more are refused at once. */
    @WithDefault("256")
    int waitingPerAddress();

    /** How long an unused connection is kept. Short, because a service that closes it first costs a failed call. */
    @WithDefault("15s")
    Duration keepAlive();

    /**
     * For development only: private addresses that may be reached all the same, as {@code ip:port} and separated by commas.
     * Names, ranges, link-local and metadata addresses are refused, and so is the whole list in profile {@code prod} unless
     * {@link #devAllowInProduction()} says otherwise.
     */
    Optional<List<String>> devAllow();

    /**
     * That the list above is meant even in profile {@code prod}: for a service of your own inside your network. Whoever may
     * connect an account whose address leads there can then reach it.
     */
    @WithDefault("false")
    boolean devAllowInProduction();
}
