package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import dev.patchbay.toolkit.UpstreamRequest.Whole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGateTest {
    private static final Outcome<UpstreamAnswer> DENIED = Outcome.failed(new Failure.EgressDenied());
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Map<String, String> KEY = Map.of("key", "live/k3y+123");

    /** An answer can be there before the sender has turned to listen for it. */
    @Test
    void answersThatComeAtOnceAreNeverMissed() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var egress = gate.egress();
            for (int i = 0; i < 3_000; i++) {
                assertThat(answer(egress.send(Forms.get("/"))).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void placesBasicCredentials() throws IOException {
        var seen = seenWith(new Placement.Basic("{key}", ""));
        assertThat(seen.headers().get("Authorization")).containsExactly("Basic bGl2ZS9rM3krMTIzOg==");
        assertThat(seen.target()).isEqualTo("/items?x=1");
    }

    @Test
    void placesACredentialInAHeader() throws IOException {
        var seen = seenWith(new Placement.Header("x-api-key", "key {key}"));
        assertThat(seen.headers().get("X-api-key")).containsExactly("key live/k3y+123");
    }

    @Test
    void placesACredentialInTheQuery() throws IOException {
        assertThat(seenWith(new Placement.Query("api key", "{key}")).target())
                .isEqualTo("/items?x=1&api%20key=live%2Fk3y%2B123");
    }

    @Test
    void placesACredentialInThePath() throws IOException {
        assertThat(seenWith(new Placement.PathPrefix("/app/{key}")).target())
                .isEqualTo("/app/live%2Fk3y%2B123/items?x=1");
    }

    @Test
    void placesNothingWhereTheAddressDecides() throws IOException {
        var seen = seenWith(new Placement.None());
        assertThat(seen.headers().keySet()).doesNotContain("Authorization", "Cookie");
        assertThat(seen.headers().get("Accept-encoding")).containsExactly("identity");
    }

    @Test
    void sendsMethodHeadersAndBodyAndReturnsTheAnswer() throws IOException {
        try (var server = RecordingServer.answering("{\"n\":1}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var body = new Whole("application/json", "[\"a\"]".getBytes(StandardCharsets.UTF_8));
            var request = Forms.request(
                    HttpMethod.DELETE, "/tags", "", List.of(new Header("user-token", "t")), Optional.of(body));

            var answer = answer(gate.egress().send(request));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType()).contains("application/json");
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"n\":1}");
            var seen = server.seen().getFirst();
            assertThat(seen.method()).isEqualTo("DELETE");
            assertThat(seen.body()).isEqualTo("[\"a\"]");
            assertThat(seen.headers().get("User-token")).containsExactly("t");
            assertThat(seen.headers().get("Content-type")).containsExactly("application/json");
            assertThat(seen.headers().get("Host"))
                    .containsExactly("127.0.0.1:" + server.address().getPort());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,", "DELETE,", "POST,0", "PUT,0"})
    void withoutABodyOnlyMethodsThatExpectOneSayItsLength(HttpMethod method, @Nullable String length)
            throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            answer(gate.egress().send(Forms.request(method, "/x", "", List.of(), Optional.empty())));

            var headers = server.seen().getFirst().headers();
            assertThat(headers.getFirst("Content-length")).isEqualTo(length);
            assertThat(headers.keySet()).doesNotContain("Content-type");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndNotFollowed(int status) throws IOException {
        try (var target = RecordingServer.answering("{}");
                var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders()
                            .add(
                                    "location",
                                    "http://127.0.0.1:" + target.address().getPort() + "/");
                    exchange.sendResponseHeaders(status, -1);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address(), target.address())) {
            assertThat(answer(gate.egress(new Placement.Basic("{key}", ""), KEY).send(Forms.get("/")))
                            .status())
                    .isEqualTo(status);
            assertThat(target.seen()).isEmpty();
        }
    }

    @Test
    void theAnswerIsScrubbedOfTheCredential() throws IOException {
        try (var server = RecordingServer.answering("{\"url\":\"/live%2Fk3y%2B123/x\",\"key\":\"live/k3y+123\"}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var answer =
                    answer(gate.egress(new Placement.PathPrefix("/{key}"), KEY).send(Forms.get("/x")));
            assertThat(answer.body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"url\":\"/[redacted]/x\",\"key\":\"[redacted]\"}");
        }
    }

    @Test
    void theLocationOfARedirectIsScrubbedOfTheCredential() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders().add("location", "https://files.example.com/live%2Fk3y%2B123/x");
                    exchange.sendResponseHeaders(
                            exchange.getRequestURI().getPath().endsWith("/moved") ? 302 : 201, -1);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var egress = gate.egress(new Placement.PathPrefix("/{key}"), KEY);
            assertThat(answer(egress.send(Forms.get("/moved"))).location())
                    .contains("https://files.example.com/[redacted]/x");
            assertThat(answer(egress.send(Forms.get("/made"))).location()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNotListedIsNeverDialled() throws IOException {
        try (var canary = RecordingServer.start("127.0.0.9", 0, exchange -> exchange.sendResponseHeaders(200, -1))) {
            int port = canary.address().getPort();
            for (String override : List.of(
                    "http://127.0.0.9:" + port, "https://127.0.0.9:" + port, "http://canary.example.com:" + port)) {
                try (var gate = GateUnderTest.overridden(
                        GateUnderTest.PATIENT,
                        override,
                        _ -> List.of(canary.address().getAddress()),
                        new InetSocketAddress(LOOPBACK, port))) {
                    assertThat(gate.egress().send(Forms.get("/"))).isEqualTo(DENIED);
                }
            }
            assertThat(canary.seen()).isEmpty();
        }
    }

    @Test
    void oneForbiddenAddressAmongAllowedOnesRefusesThemAll() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.overridden(
                        GateUnderTest.PATIENT,
                        "http://mixed.example.com:" + server.address().getPort(),
                        _ -> List.of(LOOPBACK, InetAddress.ofLiteral("127.0.0.9")),
                        server.address())) {
            assertThat(gate.egress().send(Forms.get("/"))).isEqualTo(DENIED);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aNameThatTurnsForbiddenIsNotDialledAgainEvenOverAnOpenConnection() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var canary = RecordingServer.start(
                        "127.0.0.9", server.address().getPort(), exchange -> exchange.sendResponseHeaders(200, -1))) {
            var answers = new ArrayDeque<>(List.of(LOOPBACK, InetAddress.ofLiteral("127.0.0.9")));
            try (var gate = GateUnderTest.overridden(
                    GateUnderTest.PATIENT,
                    "http://flips.example.com:" + server.address().getPort(),
                    _ -> List.of(answers.pop()),
                    server.address())) {
                assertThat(answer(gate.egress().send(Forms.get("/"))).status()).isEqualTo(200);
                assertThat(server.seen().getFirst().headers().get("Host"))
                        .containsExactly("flips.example.com:" + server.address().getPort());
                assertThat(gate.egress().send(Forms.get("/"))).isEqualTo(DENIED);
                assertThat(server.seen()).hasSize(1);
                assertThat(canary.seen()).isEmpty();
            }
        }
    }

    @Test
    void theConnectionGoesToTheAddressThatWasVetted() throws IOException {
        try (var first = RecordingServer.answering("{}");
                var second = RecordingServer.start(
                        "127.0.0.9", first.address().getPort(), exchange -> exchange.sendResponseHeaders(204, -1))) {
            var answers = new ArrayDeque<>(List.of(LOOPBACK, InetAddress.ofLiteral("127.0.0.9")));
            try (var gate = GateUnderTest.overridden(
                    GateUnderTest.PATIENT,
                    "http://moves.example.com:" + first.address().getPort(),
                    _ -> List.of(answers.pop()),
                    first.address(),
                    second.address())) {
                assertThat(answer(gate.egress().send(Forms.get("/"))).status()).isEqualTo(200);
                assertThat(answer(gate.egress().send(Forms.get("/"))).status()).isEqualTo(204);
            }
        }
    }

    @Test
    void aSecondAddressIsDialledWhenTheFirstDoesNotAnswer() throws IOException {
        try (var server = RecordingServer.answering("{}")) {
            var silent = InetAddress.ofLiteral("127.0.0.9");
            int port = server.address().getPort();
            try (var gate = GateUnderTest.overridden(
                    GateUnderTest.PATIENT,
                    "http://two.example.com:" + port,
                    _ -> List.of(silent, LOOPBACK),
                    server.address(),
                    new InetSocketAddress(silent, port))) {
                assertThat(answer(gate.egress().send(Forms.get("/"))).status()).isEqualTo(200);
                assertThat(server.seen()).hasSize(1);
            }
        }
    }

    @Test
    void aNameThatDoesNotResolveIsUnavailableAndNothingWasSent() {
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", GateUnderTest.nothingResolves())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "does not resolve");
        }
    }

    @Test
    void aSlowResolverEndsAtItsDeadline() {
        try (var gate = GateUnderTest.overridden(GateUnderTest.SHORT, "", _ -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        })) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "in time");
        }
    }

    @Test
    void aHostFieldIsHeldToTheRulesOfNames() {
        var base = new BaseAddress.HostField("domain", "/api");
        var lookups = new AtomicInteger();
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.ofLiteral("10.0.0.1"));
        })) {
            for (String domain : List.of(
                    "localhost",
                    "2130706433",
                    "127.1",
                    "10.0.0.1",
                    "169.254.169.254",
                    "[::1]",
                    "db.internal",
                    "user@example.com",
                    "example.com:8443",
                    "example.com/x",
                    "a\r\nb.example.com")) {
                assertThat(gate.egressWithBase(base, Map.of("domain", domain)).send(Forms.get("/")))
                        .isEqualTo(DENIED);
            }
            assertThat(lookups).hasValue(0);
            assertThat(gate.egressWithBase(base, Map.of("domain", "app.example.com"))
                            .send(Forms.get("/")))
                    .isEqualTo(DENIED);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void aToolkitsOwnAddressIsHttpsOnPort443() {
        try (var gate =
                GateUnderTest.overridden(GateUnderTest.PATIENT, "", _ -> List.of(InetAddress.ofLiteral("8.8.8.8")))) {
            for (String url : List.of("http://api.example.com", "https://api.example.com:8443")) {
                assertThat(gate.egressWithBase(new BaseAddress.Fixed(url), Map.of())
                                .send(Forms.get("/")))
                        .isEqualTo(DENIED);
            }
            var byRegion = new BaseAddress.ByField("region", Map.of("us", "http://us.example.com"));
            assertThat(gate.egressWithBase(byRegion, Map.of("region", "us")).send(Forms.get("/")))
                    .isEqualTo(DENIED);
            assertThat(gate.egressWithBase(byRegion, Map.of("region", "mars")).send(Forms.get("/")))
                    .isEqualTo(DENIED);
        }
    }

    @Test
    void anOverrideKeepsThePathOfAHostField() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            gate.egressWithBase(new BaseAddress.HostField("domain", "/api"), Map.of("domain", "app.example.com"))
                    .send(Forms.get("/x"));
            assertThat(server.seen().getFirst().target()).isEqualTo("/api/x");
        }
    }

    @Test
    void aCredentialWithALineBreakSendsNothing() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var secret = Map.of("key", "a\r\nx-evil: 1");
            for (Placement placement : List.of(
                    new Placement.Header("x-key", "{key}"),
                    new Placement.Basic("{key}", ""),
                    new Placement.PathPrefix("/{key}"))) {
                assertThat(gate.egress(placement, secret).send(Forms.get("/"))).isEqualTo(DENIED);
            }
            assertThat(server.seen()).isEmpty();
        }
    }

    private static RecordingServer.Seen seenWith(Placement placement) throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            Egress egress = gate.egress(placement, KEY);
            answer(egress.send(Forms.request(HttpMethod.GET, "/items", "x=1", List.of(), Optional.empty())));
            assertThat(server.seen()).hasSize(1);
            return server.seen().getFirst();
        }
    }

    static UpstreamAnswer answer(Outcome<UpstreamAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Ok<UpstreamAnswer>(UpstreamAnswer answer) -> answer;
            case Outcome.Failed<UpstreamAnswer>(Failure failure) -> throw new AssertionError(failure);
        };
    }

    static void assertUnavailable(Outcome<UpstreamAnswer> outcome, boolean sent, String saying) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(Failure.UpstreamUnavailable.class, unavailable -> {
                                    assertThat(unavailable.what()).contains(saying);
                                    assertThat(unavailable.sent()).isEqualTo(sent);
                                }));
    }
}
