package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns the host of a base address into addresses that may be dialled: all of them, or none. */
final class Destinations implements AutoCloseable {
    private static final int LOOKUPS_AT_ONCE = 16;
    private static final int LOOKUPS_WAITING = 1024;

    /** Where a base address leads, now. */
    sealed interface Destination {
        record Vetted(List<InetAddress> addresses) implements Destination {}

        record Refused(Refusal reason) implements Destination {}

        record Unresolved(Failure why) implements Destination {}
    }

    private final AddressRules rules;
    private final Resolver resolver;
    private final Duration deadline;

    // Platform threads, because a lookup blocks in native code and would take a virtual thread's carrier with it.
    private final ExecutorService lookups;

    Destinations(AddressRules rules, Resolver resolver, Duration deadline) {
        this.rules = rules;
        this.resolver = resolver;
        this.deadline = deadline;
        var threads = new ThreadPoolExecutor(
                LOOKUPS_AT_ONCE,
                LOOKUPS_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(LOOKUPS_WAITING),
                Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        this.lookups = threads;
    }

    Destination find(BaseUrl base) {
        // The first step of everything that leaves: for a caller who has gone, none is taken.
        if (Cancellation.current().isCancelled()) {
            return new Destination.Unresolved(new Failure.Cancelled(false));
        }
        Optional<InetAddress> literal = AddressLiterals.v4(base.host()).or(() -> AddressLiterals.v6(base.host()));
        return literal.map(address -> vet(List.of(address), base)).orElseGet(() -> lookUp(base));
    }

    /** Likewise, for an address that neither a toolkit nor the operator chose: its port is 443, or listed as well. */
    Destination findForStranger(BaseUrl base) {
        Destination found = find(base);
        boolean elsewhere = base.port() != 443
                && found instanceof Destination.Vetted(var addresses)
                && !addresses.stream().allMatch(address -> rules.isListed(address, base.port()));
        return elsewhere ? new Destination.Refused(Refusal.PORT) : found;
    }

    private Destination lookUp(BaseUrl base) {
        try {
            return vetted(lookups.submit(() -> resolver.resolve(base.host())), base);
        } catch (RejectedExecutionException _) {
            return unresolved("too many name lookups are waiting");
        }
    }

    private Destination vetted(Future<List<InetAddress>> lookup, BaseUrl base) {
        try (var _ = Cancellation.current().onCancel(() -> lookup.cancel(true))) {
            return vet(lookup.get(deadline.toNanos(), TimeUnit.NANOSECONDS), base);
        } catch (CancellationException _) {
            return new Destination.Unresolved(new Failure.Cancelled(false));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException) {
                return unresolved("the service's host name does not resolve");
            }
            throw new IllegalStateException("The resolver broke its contract", failed.getCause());
        } catch (TimeoutException _) {
            lookup.cancel(true);
            return unresolved("the service's host name did not resolve in time");
        } catch (InterruptedException _) {
            lookup.cancel(true);
            Thread.currentThread().interrupt();
            return new Destination.Unresolved(new Failure.Cancelled(false));
        }
    }

    private Destination vet(List<InetAddress> addresses, BaseUrl base) {
        for (InetAddress address : addresses) {
            if (!rules.permits(address, base.port())) {
                return new Destination.Refused(Refusal.ADDRESS_FORBIDDEN);
            }
            if (!base.tls() && !rules.isListed(address, base.port())) {
                return new Destination.Refused(Refusal.PLAIN_HTTP);
            }
        }
        return addresses.isEmpty()
                ? unresolved("the service's host name does not resolve")
                : new Destination.Vetted(List.copyOf(addresses));
    }

    private static Destination unresolved(String what) {
        return new Destination.Unresolved(new Failure.UpstreamUnavailable(what, false));
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
