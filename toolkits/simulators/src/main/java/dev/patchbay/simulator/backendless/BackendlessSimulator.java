package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Exchange;
import dev.patchbay.simulator.http.FaultRule;
import dev.patchbay.simulator.http.LocalServer;
import dev.patchbay.simulator.http.SimulatedClock;
import dev.patchbay.simulator.http.Simulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The Backendless simulator, on loopback, with the orchard application loaded. The API's base address is
 * {@link #base()} (application id and key in the path) or {@code origin() + "/api"} (as on an application's own domain).
 */
public final class BackendlessSimulator implements Simulator {
    private final LocalServer server;
    private final BackendlessService service;

    private BackendlessSimulator(LocalServer server, BackendlessService service) {
        this.server = server;
        this.service = service;
    }

    /** Starts on that port (0 for any) with a clock that stands still. */
    public static BackendlessSimulator start(int port) {
        return start(port, Clock.fixed(Instant.ofEpochMilli(Orchard.NOW), ZoneOffset.UTC));
    }

    public static BackendlessSimulator start(int port, Clock clock) {
        var simulated = new SimulatedClock(clock);
        var service = new BackendlessService(simulated);
        return new BackendlessSimulator(LocalServer.start(port, service, simulated), service);
    }

    /** The native form of the base address, without a slash at the end. */
    public String base() {
        return origin() + "/" + Orchard.APPLICATION_ID + "/" + Orchard.REST_API_KEY;
    }

    /** Changes how the service behaves, until the next reset. */
    public void set(Option option, String value) {
        service.set(option, value);
    }

    @Override
    public String origin() {
        return server.origin();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public List<Exchange> journal() {
        return server.journal();
    }

    @Override
    public void reset() {
        server.reset();
    }

    @Override
    public void fault(FaultRule rule) {
        server.fault(rule);
    }

    @Override
    public void advance(Duration by) {
        server.advance(by);
    }

    @Override
    public void close() {
        server.close();
    }
}
