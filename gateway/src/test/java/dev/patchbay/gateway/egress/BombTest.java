package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static dev.patchbay.gateway.egress.EgressGateTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are small on the way and large in memory, or endless somewhere (R45). */
@Timeout(60)
class BombTest {
    /** 50 MB of zeros in some 50 KB, within the limit of an answer here. */
    private static final int UNPACKED = 50 * 1024 * 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-encoding: gzip | gzip",
                "content-encoding: x-gzip | gzip",
                "content-encoding: GZIP | gzip",
                "content-encoding: deflate | deflate",
                "content-encoding: br | gzip",
                "content-encoding: zstd | gzip",
                "content-encoding: compress | gzip",
                "content-encoding: gzip, gzip | gzip gzip",
                "content-encoding: deflate, gzip | deflate gzip",
                "content-encoding: identity, gzip | gzip",
                "content-encoding: identity;content-encoding: gzip | gzip",
                "content-encoding: made-up | gzip",
                "transfer-encoding: gzip, chunked | gzip"
            })
    void nothingIsEverUnpacked(String headers, String codings) throws IOException {
        byte[] bomb = bomb(codings);
        assertThat(bomb.length).isLessThan(64 * 1024);
        boolean chunked = headers.contains("chunked");
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    var out = socket.getOutputStream();
                    out.write(("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                                    + headers.replace(";", "\r\n") + "\r\n"
                                    + (chunked ? "" : "content-length: " + bomb.length + "\r\n") + "\r\n"
                                    + (chunked ? Integer.toHexString(bomb.length) + "\r\n" : ""))
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(bomb);
                    if (chunked) {
                        out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    RawServer.waitForClose(socket);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), true, "compressed its answer");
            var url = "http://127.0.0.1:" + server.address().getPort() + "/";
            assertThat(gate.fetch().fetch(url, UNPACKED)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endless chunk extension | HTTP/1.1 200 OK~transfer-encoding: chunked~~4;x= | aaaaaaaa",
                "endless trailers | HTTP/1.1 200 OK~transfer-encoding: chunked~~0~ | x-filler: aaaaaaaa~",
                "endless chunk size | HTTP/1.1 200 OK~transfer-encoding: chunked~~ | 00000000",
                "endless status line | HTTP/1.1 200 | aaaaaaaa",
                "endless header | HTTP/1.1 200 OK~x-filler: | aaaaaaaa",
                "endless headers | HTTP/1.1 200 OK~ | x-filler: aaaaaaaa~",
                "endless line | HTTP/1.1 200 OK~content-type: text/plain~~ | aaaaaaaaaaaaaaaa",
                "endless events | HTTP/1.1 200 OK~content-type: text/event-stream~~ | data: x~~",
                "endless chunks | HTTP/1.1 200 OK~transfer-encoding: chunked~~ | 4~abcd~"
            })
    void whatNeverEndsIsCutOffAndCostsNoOtherCall(String name, String head, String again) throws Exception {
        var gone = new CountDownLatch(1);
        var flooding = new AtomicBoolean();
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    flooding.set(true);
                    try {
                        flood(socket.getOutputStream(), head, again);
                    } finally {
                        gone.countDown();
                    }
                });
                var good = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address(), good.address())) {
            var url = "http://127.0.0.1:" + good.address().getPort() + "/";
            long before = used();
            var ended = new CompletableFuture<Outcome<?>>();
            Thread.ofVirtual().start(() -> ended.complete(gate.egress().send(Forms.get("/"))));
            do {
                assertThat(answer(gate.fetch().fetchAnswer(url)).status()).isEqualTo(200);
            } while (!ended.isDone());

            assertThat(flooding).as(name).isTrue();
            assertThat(ended.join())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isInstanceOfAny(Failure.AnswerTooLarge.class, Failure.UpstreamUnavailable.class));
            // The connection was closed: otherwise the service would go on writing.
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(used() - before).isLessThan(100L * 1024 * 1024);
        }
    }

    @Test
    void moreThanTheLengthThatWasSaidIsNotRead() throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    flood(socket.getOutputStream(), "HTTP/1.1 200 OK~content-length: 2~~", "ab");
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(answer(gate.egress().send(Forms.get("/"))).body()).hasSize(2);
            // What came after it is nobody's answer: the connection it came on is closed. Who meets it
            // meanwhile is told that it broke, and never gets the surplus.
            var second = gate.egress().send(Forms.get("/"));
            for (int again = 0; again < 20 && isBroken(second); again++) {
                second = gate.egress().send(Forms.get("/"));
            }
            assertThat(answer(second).body()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static boolean isBroken(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Failure.UpstreamUnavailable ignored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~content-length: 5~content-length: 6~~abcde",
                "HTTP/1.1 200 OK~content-length: -1~~abcde",
                "HTTP/1.1 200 OK~content-length: many~~abcde",
                "HTTP/1.1 200 OK~content-length: 99999999999999999999~~abcde",
                "HTTP/1.1 200 OK~content-length: 9~~abcde",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~xyz~abcde",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~ffffffffffff~abcde"
            })
    void aLengthThatIsWrongIsAnErrorAndNoAnswer(String answer) throws IOException {
        try (var server = RawServer.start(socket -> {
                    RawServer.readHead(socket);
                    socket.getOutputStream().write(answer.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII));
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            assertThat(gate.egress().send(Forms.get("/"))).isInstanceOf(Outcome.Failed.class);
        }
    }

    private static void flood(OutputStream out, String head, String again) throws IOException {
        out.write(head.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] more = again.replace("~", "\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(more);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] bomb(String codings) {
        var whole = new byte[UNPACKED];
        for (String coding : codings.split(" ", -1)) {
            var packed = new ByteArrayOutputStream();
            try (OutputStream packing =
                    coding.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
                packing.write(whole);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            whole = packed.toByteArray();
        }
        return whole;
    }
}
