package dev.patchbay.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In place of the Scale simulator: a service that answers nothing about whatever is called {@code tarpit}, about what is called
 * {@code together} only once {@link #TOGETHER} ask for it at a time, and an empty object about everything else. {@code GET /seen}
 * tells how often it was asked and left about the tarpit, and when it was left last, by {@link System#nanoTime}.
 */
public final class TarpitResource implements QuarkusTestResourceLifecycleManager {
    static final String ORIGIN = "test.tarpit-origin";
    static final int TOGETHER = 10;
    /** Above any deadline of a call: whoever asks alone is never answered. */
    private static final Duration ALONE = Duration.ofMinutes(5);

    private final ServerSocket listening;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicLong leftAt = new AtomicLong();
    private final CyclicBarrier together = new CyclicBarrier(TOGETHER);

    public TarpitResource() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** After the gateway's own resource, whose address of the service this one replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        Thread.ofVirtual().start(this::accept);
        var address = "127.0.0.1:" + listening.getLocalPort();
        return Map.of(
                "patchbay.toolkit.scale_ai.base-url",
                "http://" + address,
                "patchbay.egress.dev-allow",
                address,
                ORIGIN,
                "http://" + address);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var asking = in.readLine();
            var line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            if (asking != null && asking.contains("tarpit")) {
                asked.incrementAndGet();
                waitUntilLeft(in);
            } else if (asking != null && asking.contains("/seen")) {
                answer(socket, asked + " " + left + " " + leftAt);
            } else if (asking != null && asking.contains("together")) {
                waitForTheOthers();
                answer(socket, "{}");
            } else {
                answer(socket, "{}");
            }
        } catch (IOException _) {
            // Left in the middle of the request.
        }
    }

    private void waitForTheOthers() throws IOException {
        try {
            together.await(ALONE.toSeconds(), TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException alone) {
            throw new IOException(alone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private void waitUntilLeft(BufferedReader in) {
        try {
            in.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // A reset is a way to leave.
        }
        leftAt.set(System.nanoTime());
        left.incrementAndGet();
    }

    private static void answer(Socket socket, String body) throws IOException {
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void stop() {
        try {
            listening.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
