package dev.patchbay.gateway.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that must not be reached, by every way that dials: an account's host, a toolkit's own address, the operator's
 * override, a file or an answer by address, a redirect. All of them end alike, and what listens on this machine is never
 * dialled (R39).
 */
@Timeout(60)
class ForbiddenDestinationsTest {
    private static final Outcome<Object> DENIED = Outcome.failed(new Failure.EgressDenied());

    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.0",
            "127.0.0.1",
            "127.0.0.9",
            "127.255.255.255",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.255",
            "192.0.2.0",
            "192.0.2.255",
            "192.88.99.0",
            "192.88.99.255",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.0",
            "198.51.100.255",
            "203.0.113.0",
            "203.0.113.255",
            "224.0.0.0",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:169.254.169.254]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::a9fe:a9fe]",
            "[64:ff9b:1::7f00:1]",
            "[100::1]",
            "[1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
            "[2001::]",
            "[2001:0:7f00:1::1]",
            "[2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff]",
            "[2001:db8::]",
            "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]",
            "[2002::]",
            "[2002:7f00:1::1]",
            "[2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
            "[3fff::]",
            "[3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff]",
            "[4000::]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]");

    private static final List<String> SPELLINGS = List.of(
            "2130706433",
            "2130706433.",
            "0x7f000001",
            "0x7f.1",
            "0x7f.0x0.0x0.0x1",
            "0X7F.1",
            "127.1",
            "127.0.1",
            "0177.0.0.1",
            "017700000001",
            "127.0.0.01",
            "127.0.0.1.",
            "127.0.0.256",
            "１２７.０.０.１",
            "127。0。0。1",
            "①②⑦.0.0.1",
            "[::1%1]",
            "[fe80::1%25eth0]",
            "[::1",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "ｌｏｃａｌｈｏｓｔ",
            "a.localhost",
            "localhost.localdomain",
            "printer.local",
            "db.internal",
            "metadata.google.internal",
            "metadata.google.internal.",
            "db",
            "user@127.0.0.1",
            "127.0.0.1%2f.example.com",
            "127.0.0.1\\.example.com",
            "127.0.0.1%00.example.com");

    private static final AtomicInteger DIALLED = new AtomicInteger();
    private static final AtomicInteger LOOKED_UP = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private static ServerSocket canary;

    @SuppressWarnings("NullAway.Init")
    private static RecordingServer redirector;

    private static volatile String redirectsTo = "";

    /** On every address of this machine. */
    @BeforeAll
    static void listen() throws IOException {
        canary = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (!canary.isClosed()) {
                try (var _ = canary.accept()) {
                    DIALLED.incrementAndGet();
                } catch (IOException _) {
                    return;
                }
            }
        });
        redirector = RecordingServer.start("127.0.0.1", 0, exchange -> {
            // The server writes a byte per char, and a browser would read those as UTF-8.
            exchange.getResponseHeaders().add("location", new String(redirectsTo.getBytes(UTF_8), ISO_8859_1));
            exchange.sendResponseHeaders(302, -1);
        });
    }

    @AfterAll
    static void stop() throws Exception {
        canary.close();
        redirector.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static Stream<String> hosts() {
        return Stream.concat(ADDRESSES.stream(), SPELLINGS.stream());
    }

    static Stream<String> addresses() {
        return ADDRESSES.stream();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void areRefusedAlikeByEveryWayOut(String host) {
        DIALLED.set(0);
        LOOKED_UP.set(0);
        var gate = gate(Map.of());
        for (String authority : List.of(host, host + ":" + canary.getLocalPort())) {
            assertThat(send(gate, new BaseAddress.HostField("domain", ""), authority))
                    .isEqualTo(DENIED);
            assertThat(send(gate, new BaseAddress.Fixed("https://" + authority), authority))
                    .isEqualTo(DENIED);
            for (String scheme : List.of("https://", "http://")) {
                var url = scheme + authority + "/latest/meta-data/";
                var fetch = new PublicFetch(gate);
                assertThat((Outcome<?>) fetch.fetch(url, 100)).isEqualTo(DENIED);
                assertThat((Outcome<?>) fetch.fetchAnswer(url)).isEqualTo(DENIED);
                redirectsTo = url;
                assertThat((Outcome<?>) fetch.fetch(redirector(), 100)).isEqualTo(DENIED);
                assertOverrideIsRefused(url);
            }
        }
        gate.close();
        assertThat(DIALLED).hasValue(0);
        assertThat(LOOKED_UP).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void areRefusedBehindANameToo(String address) {
        DIALLED.set(0);
        var gate = gate(
                Map.of(), List.of(InetAddress.ofLiteral(address.replace("[", "").replace("]", ""))));
        var name = "innocent.example.com";
        var url = "https://" + name + ":" + canary.getLocalPort() + "/";
        assertThat(send(gate, new BaseAddress.HostField("domain", ""), name)).isEqualTo(DENIED);
        assertThat((Outcome<?>) new PublicFetch(gate).fetch(url, 100)).isEqualTo(DENIED);
        assertThat((Outcome<?>) new PublicFetch(gate).fetchAnswer("https://" + name))
                .isEqualTo(DENIED);
        redirectsTo = url;
        assertThat((Outcome<?>) new PublicFetch(gate).fetchAnswer(redirector())).isEqualTo(DENIED);
        gate.close();
        assertThat(DIALLED).hasValue(0);
    }

    /** At start where the address is malformed; at the call where it is well-formed and leads nowhere good. */
    private static void assertOverrideIsRefused(String url) {
        if (BaseUrl.parse(url) instanceof Checked.Refused) {
            assertThatThrownBy(() -> gate(Map.of(GateUnderTest.TOOLKIT, url)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("patchbay.toolkit.demo.base-url");
        } else {
            var gate = gate(Map.of(GateUnderTest.TOOLKIT, url));
            assertThat(send(gate, Forms.PUBLIC, "")).isEqualTo(DENIED);
            gate.close();
        }
    }

    private static Outcome<?> send(EgressGate gate, BaseAddress base, String domain) {
        return gate.open(
                        GateUnderTest.TOOLKIT,
                        Forms.form(base, new Placement.None()),
                        Forms.credential(Map.of("domain", domain), Map.of()))
                .send(Forms.get("/x"));
    }

    private static String redirector() {
        return "http://127.0.0.1:" + redirector.address().getPort() + "/";
    }

    private static EgressGate gate(Map<ToolkitSlug, String> overrides) {
        return gate(overrides, List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    private static EgressGate gate(Map<ToolkitSlug, String> overrides, List<InetAddress> everyName) {
        InetSocketAddress listed = redirector.address();
        return new EgressGate(
                VERTX,
                GateUnderTest.PATIENT,
                new AddressRules(DevAllowList.parse(List.of("127.0.0.1:" + listed.getPort())), Set.of(), _ -> false),
                _ -> {
                    LOOKED_UP.incrementAndGet();
                    return everyName;
                },
                BaseUrlOverrides.of(overrides),
                UnaryOperator.identity());
    }
}
