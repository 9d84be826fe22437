package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.CertificateAuthority;
import dev.patchbay.simulator.http.Exchange;
import dev.patchbay.simulator.http.FaultRule;
import dev.patchbay.simulator.http.LocalServer;
import dev.patchbay.simulator.http.SimulatedClock;
import dev.patchbay.simulator.http.Simulator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The Scale simulator, on loopback, with the orchard fixture loaded. The API's base address is {@code origin() + "/v1"}.
 * It holds no secret, and opens no connection but to receivers of callbacks on loopback that were allowed by hand; the keys below
 * are invented and open nothing else.
 */
public final class ScaleSimulator implements Simulator {
    /** A test-mode key: its tasks complete by themselves before the next request. */
    public static final String TEST_KEY = "test_sim_orchard_01";

    /** A live-mode key: its tasks stay pending. */
    public static final String LIVE_KEY = "live_sim_orchard_01";

    private final ScaleService service;
    private final LocalServer server;

    private ScaleSimulator(ScaleService service, LocalServer server) {
        this.service = service;
        this.server = server;
    }

    /** Starts on that port (0 for any) with a clock that stands still at the fixture's morning. */
    public static ScaleSimulator start(int port) {
        return start(port, Clock.fixed(OrchardFixture.MORNING, ZoneOffset.UTC));
    }

    public static ScaleSimulator start(int port, Clock clock) {
        var simulated = new SimulatedClock(clock);
        var service = new ScaleService(simulated);
        return new ScaleSimulator(service, LocalServer.start(port, service, simulated));
    }

    /** Accepts a further key from now until the next reset; it opens an empty environment of its own. */
    public void registerKey(String key, Mode mode) {
        service.with(keyring -> keyring.register(key, mode));
    }

    /** Refuses a known key from now until the next reset: 401 in the middle of a session. */
    public void revokeKey(String key) {
        service.with(keyring -> keyring.revoke(key));
    }

    /** Sets one of the inferred rules until the next reset. */
    public void turn(Switch which, boolean on) {
        service.turn(which, on);
    }

    /** The origin for TLS on the same port; {@link CertificateAuthority#ofThisProcess()} has signed the certificate. */
    public String secureOrigin() {
        return "https://127.0.0.1:" + port();
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
