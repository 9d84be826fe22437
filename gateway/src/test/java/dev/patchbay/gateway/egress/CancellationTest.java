package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import dev.patchbay.toolkit.UpstreamRequest.Multipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The caller goes away at each stage, and the call ends at once (R47). Nothing here ends by a deadline: those are far behind the
 * tests' own.
 */
@Timeout(60)
class CancellationTest {
    private static final Outcome<Object> NOT_SENT = Outcome.failed(new Failure.Cancelled(false));
    private static final Outcome<Object> MAYBE_SENT = Outcome.failed(new Failure.Cancelled(true));

    /** The requirement's second, and one for a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long cancelledAt;
    private volatile long closedAt;

    @Test
    void duringTheNameLookup() throws Exception {
        var forever = new CountDownLatch(1);
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", _ -> {
            underWay.countDown();
            try {
                forever.await();
            } catch (InterruptedException _) {
                close();
            }
            return List.of();
        })) {
            assertThat(cancelled(() -> gate.egress().send(Forms.get("/")))).isEqualTo(NOT_SENT);
            assertClosedAtOnce();
        }
    }

    @Test
    void duringTheHandshake() throws Exception {
        try (var server = stallingAfter(_ -> {});
                var gate = GateUnderTest.overridden(
                        GateUnderTest.PATIENT,
                        "https://127.0.0.1:" + server.address().getPort(),
                        GateUnderTest.nothingResolves(),
                        server.address())) {
            assertThat(cancelled(() -> gate.egress().send(Forms.get("/")))).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void whileTheServiceKeepsSilent() throws Exception {
        try (var server = stallingAfter(RawServer::readHead);
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var post = Forms.request(HttpMethod.POST, "/", "", List.of(), Optional.empty());
            assertThat(cancelled(() -> gate.egress().send(post))).isEqualTo(MAYBE_SENT);
            assertClosedAtOnce();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void inTheMiddleOfTheAnswer() throws Exception {
        try (var server = stallingAfter(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab"
                                    .getBytes(StandardCharsets.US_ASCII));
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(cancelled(() -> gate.egress().send(Forms.get("/")))).isEqualTo(MAYBE_SENT);
            assertClosedAtOnce();
        }
    }

    @Test
    void inTheMiddleOfAnUpload() throws Exception {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    underWay.countDown();
                    try {
                        closed.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var file = new FilePart("file", TestFile.of(512L * 1024 * 1024));
            var post = Forms.request(HttpMethod.POST, "/", "", List.of(), Optional.of(new Multipart(List.of(file))));
            assertThat(cancelled(() -> gate.egress().send(post))).isEqualTo(MAYBE_SENT);
            closed.countDown();
        }
    }

    @Test
    void duringTheFetchOfAFile() throws Exception {
        try (var server = stallingAfter(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab"
                                    .getBytes(StandardCharsets.US_ASCII));
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var url = "http://127.0.0.1:" + server.address().getPort() + "/";
            // A fetch changes nothing, so it never leaves doubt.
            assertThat(cancelled(() -> gate.fetch().fetch(url, 1000))).isEqualTo(NOT_SENT);
            assertClosedAtOnce();
        }
    }

    @Test
    void betweenTwoAttempts() throws Exception {
        assertThat(cancelled(() -> {
                    underWay.countDown();
                    try {
                        Cancellation.current().pause(Duration.ofMinutes(5));
                    } catch (InterruptedException _) {
                        return Outcome.ok("interrupted");
                    }
                    return Outcome.ok(Thread.currentThread().isInterrupted());
                }))
                .isEqualTo(Outcome.ok(false));
    }

    @Test
    void nothingBeginsForACallerWhoHasGone() throws Exception {
        cancellation.cancel();
        try (var server = RawServer.start(RawServer::waitForClose);
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(cancellation.<Outcome<?>>during(() -> gate.egress().send(Forms.get("/"))))
                    .isEqualTo(NOT_SENT);
            assertThat(server.connections()).isZero();
        }
    }

    /** A cancellation that comes when all is over must not reach the connection, which serves another call by then. */
    @Test
    void aCallThatIsOverLeavesNothingToCancel() throws Exception {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var egress = gate.egress();
            for (int i = 0; i < 200; i++) {
                var each = new Cancellation();
                answer(each.during(() -> egress.send(Forms.get("/"))));
                each.cancel();
            }
            assertThat(server.seen()).hasSize(200);
        }
    }

    @Test
    void otherCallsGoOn() throws Exception {
        try (var silent = stallingAfter(RawServer::readHead);
                var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, silent.address());
                var other = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(cancelled(() -> gate.egress().send(Forms.get("/")))).isEqualTo(MAYBE_SENT);
            assertThat(answer(new Cancellation().during(() -> other.egress().send(Forms.get("/"))))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Cancels the work as soon as it is under way, and tells how it ended. The thread is never left interrupted. */
    private Outcome<?> cancelled(Supplier<Outcome<?>> work) throws Exception {
        var ended = new CompletableFuture<Outcome<?>>();
        var interrupted = new CompletableFuture<Boolean>();
        var endedAt = new AtomicLong();
        Thread.ofVirtual().start(() -> {
            var outcome = cancellation.during(work);
            endedAt.set(System.nanoTime());
            ended.complete(outcome);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();
        cancelledAt = System.nanoTime();
        cancellation.cancel();
        var outcome = ended.get(10, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(endedAt.get() - cancelledAt)).isLessThanOrEqualTo(AT_ONCE);
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
        return outcome;
    }

    private void close() {
        closedAt = System.nanoTime();
        closed.countDown();
    }

    /** By the other side's own clock, so that it does not matter when the test looks. */
    private void assertClosedAtOnce() throws InterruptedException {
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(closedAt - cancelledAt)).isLessThanOrEqualTo(AT_ONCE);
    }

    private RawServer stallingAfter(RawServer.Conversation beginning) throws IOException {
        return RawServer.start(socket -> {
            beginning.with(socket);
            underWay.countDown();
            RawServer.waitForClose(socket);
            close();
        });
    }
}
