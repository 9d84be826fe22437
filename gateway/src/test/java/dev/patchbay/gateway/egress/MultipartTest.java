package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static dev.patchbay.gateway.egress.EgressGateTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import dev.patchbay.toolkit.UpstreamRequest.Multipart;
import dev.patchbay.toolkit.UpstreamRequest.Part;
import dev.patchbay.toolkit.UpstreamRequest.TextPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Multipart bodies: framed as browsers do it, streamed, and ended sensibly when either side misbehaves. */
@Timeout(60)
class MultipartTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)\r\n");
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    @Test
    void partsAreFramedInTheirOrder() throws IOException {
        var file = new TestFile("a.bin", "application/x-test", 3, 3);
        var seen = seen(
                new TextPart("kind", "grüße", Optional.empty()),
                new TextPart("data", "{\"a\":1}", Optional.of("application/json")),
                new FilePart("upload", file));

        String boundary = boundary(seen);
        assertThat(seen.body())
                .isEqualTo(("--B\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\ngrüße\r\n"
                                + "--B\r\ncontent-disposition: form-data; name=\"data\"\r\n"
                                + "content-type: application/json\r\n\r\n{\"a\":1}\r\n"
                                + "--B\r\ncontent-disposition: form-data; name=\"upload\"; filename=\"a.bin\"\r\n"
                                + "content-type: application/x-test\r\n\r\n"
                                + new String(bytes(3), StandardCharsets.UTF_8) + "\r\n"
                                + "--B--\r\n")
                        .replace("B", boundary));
        assertThat(seen.headers().getFirst("content-length"))
                .isEqualTo(String.valueOf(seen.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(seen.headers().keySet()).doesNotContain("Transfer-encoding");
        assertThat(file.isClosedAsOftenAsOpened()).isTrue();
    }

    @Test
    void aNameCannotEndItsHeader() throws IOException {
        var file = new TestFile("a\"; x=\"y\r\nx-evil: 1\r\n\r\nb ü.png", "image/png", 0, 0);
        assertThat(seen(new FilePart("upload\"\r\n", file)).body())
                .contains(
                        "; name=\"upload%22%0D%0A\"; filename=\"a%22; x=%22y%0D%0Ax-evil: 1%0D%0A%0D%0Ab ü.png\"\r\n");
    }

    @Test
    void aContentTypeThatIsNotOneLineSendsNothing() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var file = new TestFile("a", "image/png\r\nx-evil: 1", 1, 1);
            assertThat(gate.egress().send(post(new FilePart("upload", file))))
                    .isEqualTo(Outcome.<UpstreamAnswer>failed(new Failure.EgressDenied()));
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void everyRequestHasABoundaryOfItsOwn() throws IOException {
        var part = new TextPart("a", "b", Optional.empty());
        assertThat(boundary(seen(part))).hasSizeGreaterThan(40).isNotEqualTo(boundary(seen(part)));
    }

    @Test
    void aLargeFileArrivesWholeAndTheConnectionStaysInUse() throws Exception {
        var received = new CompletableFuture<byte[]>();
        var givenUp = new AtomicInteger();
        try (var server = RawServer.start(socket -> {
                    var in = socket.getInputStream();
                    try {
                        while (true) {
                            received.complete(in.readNBytes(length(head(in))));
                            write(socket, OK);
                        }
                    } finally {
                        givenUp.incrementAndGet();
                    }
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var egress = gate.egress();
            int length = 8 * MEGABYTE;
            answer(egress.send(post(new FilePart("upload", TestFile.of(length)))));
            // The answer is there as soon as the last byte is; it must not be taken for an early one.
            for (int i = 0; i < 300; i++) {
                answer(egress.send(post(new FilePart("upload", TestFile.of(i * 1000L)))));
            }
            assertThat(givenUp).as("connections given up").hasValue(0);

            byte[] body = received.get();
            String start = new String(body, 0, 500, StandardCharsets.ISO_8859_1);
            int from = start.indexOf("\r\n\r\n") + 4;
            String boundary = start.substring(0, start.indexOf("\r\n"));
            assertThat(Arrays.equals(body, from, from + length, bytes(length), 0, length))
                    .isTrue();
            assertThat(new String(body, from + length, body.length - from - length, StandardCharsets.ISO_8859_1))
                    .isEqualTo("\r\n" + boundary + "--\r\n");
        }
    }

    /** What the systems' buffers on both sides hold is a few megabytes; Patchbay itself holds one piece. */
    @Test
    void noMoreIsReadThanTheServiceTakes() throws IOException {
        var ended = new CountDownLatch(1);
        try (var server = RawServer.start(socket -> {
                    socket.setReceiveBufferSize(64 * 1024);
                    head(socket.getInputStream());
                    ignoreBody(socket, ended);
                });
                var gate = GateUnderTest.to(GateUnderTest.SHORT, server.address())) {
            var file = TestFile.of(512L * MEGABYTE);
            assertUnavailable(gate.egress().send(post(new FilePart("upload", file))), true, "stopped taking");
            assertThat(file.read()).isLessThan(24L * MEGABYTE);
            assertThat(file.isClosedAsOftenAsOpened()).isTrue();
            ended.countDown();
        }
    }

    @Test
    void aRefusalBeforeTheBodyIsReadIsTheAnswer() throws Exception {
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(socket -> {
                    head(socket.getInputStream());
                    write(socket, "HTTP/1.1 413 Content Too Large\r\ncontent-length: 5\r\n\r\nlarge");
                    ignoreBody(socket, ended);
                    closed.countDown();
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var file = TestFile.of(512L * MEGABYTE);
            var answer = answer(gate.egress().send(post(new FilePart("upload", file))));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("large");
            assertThat(file.read()).isLessThan(24L * MEGABYTE);
            ended.countDown();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(file.isClosedAsOftenAsOpened()).isTrue();
        }
    }

    @Test
    void aServiceThatBeginsToAnswerWellStillGetsTheRest() throws Exception {
        var got = new CompletableFuture<Integer>();
        try (var server = RawServer.start(socket -> {
                    var in = socket.getInputStream();
                    int length = length(head(in));
                    write(socket, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n");
                    got.complete(length - in.readNBytes(length).length);
                    write(socket, "ok");
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var answer = answer(gate.egress().send(post(new FilePart("upload", TestFile.of(16 * MEGABYTE)))));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(got.get()).isZero();
        }
    }

    @Test
    void aFileOfAnotherLengthThanItSaysAbortsTheRequest() throws Exception {
        for (var file : List.of(
                new TestFile("short", "text/plain", 200_000, 199_999),
                new TestFile("long", "text/plain", 200_000, 200_001))) {
            var missing = new CompletableFuture<Integer>();
            try (var server = RawServer.start(socket -> {
                        var in = socket.getInputStream();
                        int length = length(head(in));
                        missing.complete(length - in.readNBytes(length).length);
                    });
                    var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
                assertUnavailable(
                        gate.egress().send(post(new FilePart("upload", file))), true, file.name() + "er than");
                assertThat(missing.get(10, TimeUnit.SECONDS)).isPositive();
                assertThat(file.isClosedAsOftenAsOpened()).isTrue();
            }
        }
    }

    @Test
    void interruptingTheCallerEndsTheUpload() throws Exception {
        var asked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(socket -> {
                    head(socket.getInputStream());
                    asked.countDown();
                    ignoreBody(socket, interrupted);
                    closed.countDown();
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var ended = new CompletableFuture<Outcome<UpstreamAnswer>>();
            var file = TestFile.of(512L * MEGABYTE);
            var caller = Thread.ofVirtual()
                    .start(() -> ended.complete(gate.egress().send(post(new FilePart("upload", file)))));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.failed(new Failure.Cancelled(true)));
            interrupted.countDown();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(file.isClosedAsOftenAsOpened()).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksUnderTheUploadIsSaidToBeBroken() throws IOException {
        try (var server = RawServer.start(socket -> {
                    head(socket.getInputStream());
                    socket.setSoLinger(true, 0);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var file = TestFile.of(512L * MEGABYTE);
            assertUnavailable(gate.egress().send(post(new FilePart("upload", file))), true, "connection broke");
        }
    }

    private static RecordingServer.Seen seen(Part... parts) throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            answer(gate.egress().send(post(parts)));
            return server.seen().getFirst();
        }
    }

    private static UpstreamRequest post(Part... parts) {
        return Forms.request(HttpMethod.POST, "/", "", List.of(), Optional.of(new Multipart(List.of(parts))));
    }

    private static String boundary(RecordingServer.Seen seen) {
        String type = seen.headers().getFirst("content-type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        return type.substring("multipart/form-data; boundary=".length());
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = TestFile.at(i);
        }
        return bytes;
    }

    /** Not a byte further, because the body follows. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client went away");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).isTrue();
        return Integer.parseInt(length.group(1));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Leaves the body unread until the call has ended; then returns when the client has closed, however abruptly. */
    private static void ignoreBody(Socket socket, CountDownLatch ended) {
        try {
            ended.await();
            RawServer.waitForClose(socket);
        } catch (IOException _) {
            // It has closed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
