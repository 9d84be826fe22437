package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static dev.patchbay.gateway.egress.EgressGateTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services that stall, flood, lie or hang up. Every case ends by itself, well before the test's own timeout. */
@Timeout(20)
class HostileUpstreamTest {
    private static final Outcome<UpstreamAnswer> TOO_LARGE = Outcome.failed(new Failure.AnswerTooLarge(64 * 1024));

    @Test
    void nothingListening() throws IOException {
        InetSocketAddress address;
        try (var server = RawServer.start(_ -> {})) {
            address = server.address();
        }
        try (var gate = GateUnderTest.to(GateUnderTest.PATIENT, address)) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "could not be reached");
        }
    }

    @Test
    void connectionNeverAccepted() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var filling = new Filling(listening);
                var gate = GateUnderTest.to(GateUnderTest.SHORT, filling.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "could not be reached");
        }
    }

    @Test
    void handshakeNeverAnswered() throws IOException {
        try (var server = RawServer.start(RawServer::waitForClose);
                var gate = GateUnderTest.overridden(
                        GateUnderTest.SHORT,
                        "https://127.0.0.1:" + server.address().getPort(),
                        GateUnderTest.nothingResolves(),
                        server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "");
        }
    }

    @Test
    void requestNeverAnswered() throws IOException {
        try (var server = RawServer.start(RawServer::waitForClose);
                var gate = GateUnderTest.to(GateUnderTest.SHORT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "did not answer in time");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Two connections, and one call that waits for one of them: the fourth call is not kept until its deadline. */
    @Test
    void moreCallsThanMayWaitAreRefusedAtOnce() throws Exception {
        var usual = GateUnderTest.PATIENT;
        var few = new Limits(
                usual.resolve(),
                usual.connect(),
                usual.tls(),
                usual.firstByte(),
                usual.total(),
                usual.upload(),
                usual.answerBytes(),
                usual.headerBytes(),
                2,
                1,
                usual.keepAlive());
        var busy = new CountDownLatch(2);
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    busy.countDown();
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(few, server.address())) {
            var egress = gate.egress();
            var ended = new LinkedBlockingQueue<Outcome<UpstreamAnswer>>();
            Runnable call = () -> ended.add(egress.send(Forms.get("/")));
            Thread.ofVirtual().start(call);
            Thread.ofVirtual().start(call);
            assertThat(busy.await(10, TimeUnit.SECONDS))
                    .isTrue(); // a connection that is still opened counts as waiting
            Thread.ofVirtual().start(call);
            Thread.ofVirtual().start(call);
            var refused = Optional.ofNullable(ended.poll(10, TimeUnit.SECONDS)).orElseThrow();
            assertUnavailable(refused, false, "too many calls to the service are waiting");
            assertThat(ended).isEmpty();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void bodyThatTrickles() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    write(socket, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab");
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(GateUnderTest.SHORT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "did not finish");
        }
    }

    @Test
    void endlessBody() throws IOException {
        try (var server = RawServer.endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "4\r\nabcd\r\n");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(gate.egress().send(Forms.get("/"))).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void endlessHead() throws IOException {
        try (var server = RawServer.endless("HTTP/1.1 200 OK\r\n", "x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "connection broke");
        }
    }

    @Test
    void endlessInterimAnswers() throws IOException {
        try (var server = RawServer.endless("", "HTTP/1.1 103 Early Hints\r\n\r\n");
                var gate = GateUnderTest.to(GateUnderTest.SHORT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "");
        }
    }

    @Test
    void lengthAboveTheLimitIsRefusedBeforeTheBodyComes() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    write(socket, "HTTP/1.1 200 OK\r\ncontent-length: 65537\r\n\r\n");
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(gate.egress().send(Forms.get("/"))).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void anAnswerOfExactlyTheLimitPasses() throws IOException {
        try (var server = RecordingServer.answering("a".repeat(64 * 1024));
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(answer(gate.egress().send(Forms.get("/"))).body()).hasSize(64 * 1024);
        }
    }

    @Test
    void compressedAlthoughAskedNotTo() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders().add("content-encoding", "gzip");
                    exchange.sendResponseHeaders(200, 3);
                    exchange.getResponseBody().write(new byte[] {1, 2, 3});
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "compressed");
        }
    }

    @Test
    void hangsUpAfterReadingAndIsNotAskedAgain() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.setSoLinger(true, 0);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var post = Forms.request(HttpMethod.POST, "/", "", List.of(), Optional.empty());
            assertUnavailable(gate.egress().send(post), true, "connection broke");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void hangsUpInTheMiddleOfTheBody() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    write(socket, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab");
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "connection broke");
        }
    }

    @Test
    void speaksSomethingElse() throws IOException {
        try (var server = RawServer.start(socket -> write(socket, "220 mail.example.com ESMTP\r\n"));
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(gate.egress().send(Forms.get("/"))).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void aRetryAfterInSecondsIsPassedOnAndADateIsNot() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    boolean dated = exchange.getRequestURI().getPath().equals("/dated");
                    exchange.getResponseHeaders().add("retry-after", dated ? "Fri, 20 Nov 2026 10:00:00 GMT" : "17");
                    exchange.sendResponseHeaders(429, -1);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(answer(gate.egress().send(Forms.get("/"))).retryAfter()).contains(17L);
            assertThat(answer(gate.egress().send(Forms.get("/dated"))).retryAfter())
                    .isEmpty();
        }
    }

    @Test
    void interruptingTheCallerClosesTheConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    asked.countDown();
                    RawServer.waitForClose(socket);
                    closed.countDown();
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var ended = new CompletableFuture<Outcome<UpstreamAnswer>>();
            var stillInterrupted = new CompletableFuture<Boolean>();
            var caller = Thread.ofVirtual().start(() -> {
                ended.complete(gate.egress().send(Forms.get("/")));
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.failed(new Failure.Cancelled(true)));
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Fills the queue of a socket that accepts nothing, so that the next handshake hangs. */
    private static final class Filling implements AutoCloseable {
        private final InetSocketAddress address;
        private final List<Socket> waiting = new ArrayList<>();

        Filling(ServerSocket listening) throws IOException {
            this.address = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
            while (waiting.size() < 64) {
                var socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(address, 100);
                } catch (SocketTimeoutException _) {
                    return;
                }
            }
            throw new IOException("The queue does not fill on this system");
        }

        InetSocketAddress address() {
            return address;
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }
}
