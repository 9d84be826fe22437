package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that strangers name: fetched without a credential, each hop vetted, bounded in size and time. */
@Timeout(60)
class PublicFetchTest {
    private static final Failure DENIED = new Failure.EgressDenied();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void aFileIsFetchedNamedAndReadableMoreThanOnce() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders().add("content-type", "image/png; q=1");
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 1000; i++) {
                        exchange.getResponseBody()
                                .write("0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII));
                    }
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address());
                var file = file(gate.fetch().fetch(url(server) + "/a/pic%20ture.png?x=1", 1_000_000))) {
            assertThat(file.name()).isEqualTo("pic ture.png");
            assertThat(file.mimetype()).isEqualTo("image/png");
            assertThat(file.length()).isEqualTo(1_000_000);
            for (int i = 0; i < 2; i++) {
                try (var in = file.open()) {
                    assertThat(in).hasBinaryContent("0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
                }
            }
            assertThat(server.seen().getFirst().target()).isEqualTo("/a/pic%20ture.png?x=1");
            assertNothingGoesAlong(server.seen().getFirst());
        }
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> exchange.sendResponseHeaders(200, -1));
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address());
                var file = file(gate.fetch().fetch(url(server), 10))) {
            assertThat(file.length()).isZero();
            assertThat(file.open()).isEmpty();
        }
    }

    @Test
    void aSpooledFileHasNoNameOnDisk(@TempDir Path folder) throws IOException {
        try (var file = SpooledFile.create(folder, "a", "text/plain");
                var names = Files.list(folder)) {
            file.append(new byte[] {1, 2, 3});
            assertThat(names).isEmpty();
            assertThat(file.open()).hasBinaryContent(new byte[] {1, 2, 3});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowedAndNothingGoesAlong(int status) throws IOException {
        try (var target = RecordingServer.answering("there");
                var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders().add("set-cookie", "session=1");
                    redirect(exchange, status, url(target) + "/moved.txt");
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address(), target.address())) {
            try (var file = file(gate.fetch().fetch(url(server) + "/a?signature=s", 100))) {
                assertThat(file.name()).isEqualTo("moved.txt");
                assertThat(file.open()).hasContent("there");
            }
            assertThat(answer(gate.fetch().fetchAnswer(url(server) + "/a?signature=s"))
                            .body())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("there");
            assertThat(target.seen()).hasSize(2).allSatisfy(PublicFetchTest::assertNothingGoesAlong);
        }
    }

    @Test
    void threeRedirectsAreFollowedAndAFourthIsNot() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    int left =
                            Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
                    if (left > 0) {
                        redirect(exchange, 302, String.valueOf(left - 1));
                    } else {
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            file(gate.fetch().fetch(url(server) + "/3", 100)).close();
            assertThat(server.seen()).hasSize(4);

            assertUnavailable(gate.fetch().fetch(url(server) + "/4", 100), "redirects more than 3 times");
            assertThat(server.seen()).hasSize(8);
            assertUnavailable(gate.fetch().fetchAnswer(url(server) + "/4"), "redirects more than 3 times");
        }
    }

    @Test
    void whereARedirectLeadsIsVettedToo() throws IOException {
        try (var canary = RecordingServer.start("127.0.0.9", 0, exchange -> exchange.sendResponseHeaders(200, -1))) {
            for (String location : List.of(
                    url(canary),
                    "//127.0.0.9:" + canary.address().getPort() + "/",
                    "http://canary.example.com:" + canary.address().getPort(),
                    "http://user@127.0.0.9:" + canary.address().getPort(),
                    "https://169.254.169.254/",
                    "file:///etc/passwd",
                    "http://[::1]/")) {
                try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> redirect(exchange, 302, location));
                        var gate = GateUnderTest.overridden(
                                GateUnderTest.PATIENT,
                                "",
                                _ -> List.of(canary.address().getAddress()),
                                server.address())) {
                    assertThat(failure(gate.fetch().fetch(url(server), 100))).isEqualTo(DENIED);
                    assertThat(failure(gate.fetch().fetchAnswer(url(server)))).isEqualTo(DENIED);
                    assertThat(server.seen()).hasSize(2);
                }
            }
            assertThat(canary.seen()).isEmpty();
        }
    }

    @Test
    void aNameIsResolvedAndVettedAnewForEveryHop() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> redirect(exchange, 302, "/again"));
                var canary = RecordingServer.start(
                        "127.0.0.9", server.address().getPort(), exchange -> exchange.sendResponseHeaders(200, -1))) {
            var answers = new ArrayDeque<>(List.of(LOOPBACK, canary.address().getAddress()));
            try (var gate = GateUnderTest.overridden(
                    GateUnderTest.PATIENT, "", _ -> List.of(answers.pop()), server.address())) {
                String url = "http://flips.example.com:" + server.address().getPort();
                assertThat(failure(gate.fetch().fetch(url, 100))).isEqualTo(DENIED);
                assertThat(server.seen()).hasSize(1);
                assertThat(canary.seen()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ftp://files.example.com/a",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fd00::1]/",
                "https://user:word@files.example.com/",
                "https://files.internal/"
            })
    void whatNoAddressMayBeIsRefusedBeforeAnyLookup(String url) {
        var lookups = new AtomicInteger();
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", _ -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.ofLiteral("8.8.8.8"));
        })) {
            assertThat(failure(gate.fetch().fetch(url, 100))).isEqualTo(DENIED);
            assertThat(failure(gate.fetch().fetchAnswer(url))).isEqualTo(DENIED);
            assertThat(lookups).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://files.example.com/", "http://files.example.com:443/", "https://files.example.com:8443/"})
    void publicAddressesAreHttpsOnPort443(String url) {
        try (var gate =
                GateUnderTest.overridden(GateUnderTest.PATIENT, "", _ -> List.of(InetAddress.ofLiteral("8.8.8.8")))) {
            assertThat(failure(gate.fetch().fetch(url, 100))).isEqualTo(DENIED);
        }
    }

    @Test
    void anotherPortIsOnlyForTheAddressThatIsListedWithIt() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.overridden(
                        GateUnderTest.PATIENT,
                        "",
                        GateUnderTest.nothingResolves(),
                        new InetSocketAddress(LOOPBACK, server.address().getPort() - 1))) {
            assertThat(failure(gate.fetch().fetch(url(server), 100))).isEqualTo(DENIED);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aFileIsTakenUpToItsLimitAndNotAByteFurther() throws IOException {
        try (var declared = RecordingServer.answering("a".repeat(1000));
                var streamed = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[1000]);
                });
                var endless =
                        RawServer.endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "4\r\nabcd\r\n");
                var gate = GateUnderTest.to(
                        GateUnderTest.PATIENT, declared.address(), streamed.address(), endless.address())) {
            var fetch = gate.fetch();
            for (var server : List.of(declared, streamed)) {
                file(fetch.fetch(url(server), 1000)).close();
                assertThat(failure(fetch.fetch(url(server), 999))).isEqualTo(new Failure.AnswerTooLarge(999));
            }
            assertThat(failure(fetch.fetch(url(endless.address()), 200_000)))
                    .isEqualTo(new Failure.AnswerTooLarge(200_000));
            assertThat(failure(fetch.fetchAnswer(url(endless.address()))))
                    .isEqualTo(new Failure.AnswerTooLarge(64 * 1024));
        }
    }

    @Test
    void aLengthAboveTheLimitIsRefusedBeforeTheFileComes() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(failure(gate.fetch().fetch(url(server.address()), 1000)))
                    .isEqualTo(new Failure.AnswerTooLarge(1000));
        }
    }

    @Test
    void aFileThatTricklesOrBreaksOffIsNotTaken() throws IOException {
        String head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab";
        try (var trickle = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                    RawServer.waitForClose(socket);
                });
                var breaks = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                });
                var gate = GateUnderTest.to(GateUnderTest.SHORT, trickle.address(), breaks.address())) {
            assertUnavailable(gate.fetch().fetch(url(trickle.address()), 1000), "did not finish");
            assertUnavailable(gate.fetch().fetch(url(breaks.address()), 1000), "broke before the file");
        }
    }

    @Test
    void anythingButSuccessIsNoFileButAnAnswer() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> exchange.sendResponseHeaders(404, -1));
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(failure(gate.fetch().fetch(url(server), 100)))
                    .isInstanceOfSatisfying(
                            Failure.UpstreamRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
            assertThat(answer(gate.fetch().fetchAnswer(url(server))).status()).isEqualTo(404);
        }
    }

    @Test
    void interruptingTheCallerEndsTheFetch() throws Exception {
        var begun = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab"
                                    .getBytes(StandardCharsets.US_ASCII));
                    begun.countDown();
                    RawServer.waitForClose(socket);
                    closed.countDown();
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var ended = new CompletableFuture<Outcome<FileContent>>();
            var caller =
                    Thread.ofVirtual().start(() -> ended.complete(gate.fetch().fetch(url(server.address()), 1000)));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.failed(new Failure.Cancelled(false)));
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().add("location", location);
        exchange.sendResponseHeaders(status, -1);
    }

    private static void assertNothingGoesAlong(RecordingServer.Seen seen) {
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.headers().keySet()).containsExactlyInAnyOrder("Host", "Accept-encoding", "User-agent");
    }

    private static String url(RecordingServer server) {
        return url(server.address());
    }

    private static String url(InetSocketAddress address) {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static FileContent file(Outcome<FileContent> outcome) {
        return switch (outcome) {
            case Outcome.Ok<FileContent>(FileContent file) -> file;
            case Outcome.Failed<FileContent>(Failure failure) -> throw new AssertionError(failure);
        };
    }

    private static Failure failure(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<?> ok -> throw new AssertionError(ok);
            case Outcome.Failed<?> failed -> failed.failure();
        };
    }

    private static void assertUnavailable(Outcome<?> outcome, String saying) {
        assertThat(failure(outcome)).isInstanceOfSatisfying(Failure.UpstreamUnavailable.class, unavailable -> {
            assertThat(unavailable.what()).contains(saying);
            assertThat(unavailable.sent()).isFalse();
        });
    }
}
