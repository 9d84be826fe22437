package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.ToolkitSlug;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real gate on a real Vert.x; only limits, override, allow-list, resolver and trust are the test's. */
final class GateUnderTest implements AutoCloseable {
    static final ToolkitSlug TOOLKIT = new ToolkitSlug("demo");

    /** For services that stall. */
    static final Limits SHORT = limits(Duration.ofMillis(400), Duration.ofMillis(1200));

    /** For everything else: no deadline that a busy machine could miss. */
    static final Limits PATIENT = limits(Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final Vertx vertx = Vertx.vertx();
    private final EgressGate gate;

    private GateUnderTest(
            Limits limits,
            String override,
            Resolver resolver,
            List<InetSocketAddress> allowed,
            UnaryOperator<HttpClientOptions> adjustment) {
        var list = DevAllowList.parse(allowed.stream()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .toList());
        Map<ToolkitSlug, String> overrides = override.isEmpty() ? Map.of() : Map.of(TOOLKIT, override);
        this.gate = new EgressGate(
                vertx,
                limits,
                new AddressRules(list, Set.of(), _ -> false),
                resolver,
                BaseUrlOverrides.of(overrides),
                adjustment);
    }

    /** Leads to {@code server}, which is on the allow-list together with {@code others}. */
    static GateUnderTest to(Limits limits, InetSocketAddress server, InetSocketAddress... others) {
        return new GateUnderTest(
                limits,
                "http://" + server.getAddress().getHostAddress() + ":" + server.getPort(),
                nothingResolves(),
                Stream.concat(Stream.of(server), Stream.of(others)).toList(),
                UnaryOperator.identity());
    }

    static GateUnderTest overridden(Limits limits, String override, Resolver resolver, InetSocketAddress... allowed) {
        return new GateUnderTest(limits, override, resolver, List.of(allowed), UnaryOperator.identity());
    }

    static GateUnderTest trusting(
            UnaryOperator<HttpClientOptions> trust, String override, Resolver resolver, InetSocketAddress... allowed) {
        return new GateUnderTest(PATIENT, override, resolver, List.of(allowed), trust);
    }

    static Resolver nothingResolves() {
        return host -> {
            throw new UnknownHostException(host);
        };
    }

    Egress egress(Placement placement, Map<String, String> secrets) {
        return egress(Forms.form(placement), Forms.secrets(secrets));
    }

    Egress egress(ConnectionForm form, CredentialSource credential) {
        return gate.open(TOOLKIT, form, credential);
    }

    Egress egress() {
        return egress(new Placement.None(), Map.of());
    }

    PublicFetch fetch() {
        return new PublicFetch(gate);
    }

    Egress egressWithBase(BaseAddress base, Map<String, String> visible) {
        return egress(Forms.form(base, new Placement.None()), Forms.credential(visible, Map.of()));
    }

    private static Limits limits(Duration step, Duration total) {
        return new Limits(step, step, step, step, total, total, 64 * 1024, 8 * 1024, 8, 64, Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        gate.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
