package dev.patchbay.gateway.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each connection whatever the test says, HTTP or not. */
final class RawServer implements AutoCloseable {
    @FunctionalInterface
    interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();

    private RawServer(ServerSocket listening) {
        this.listening = listening;
    }

    static RawServer start(Conversation conversation) throws IOException {
        var server = new RawServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(() -> server.accept(conversation));
        return server;
    }

    /** Sends {@code head}, then {@code again} for ever. */
    static RawServer endless(String head, String again) throws IOException {
        return start(socket -> {
            readHead(socket);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = again.getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(bytes);
            }
        });
    }

    private void accept(Conversation conversation) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(conversation, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void converse(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.with(socket);
        } catch (IOException _) {
            // The client went away, which is what most of these tests are about.
        }
    }

    static void readHead(Socket socket) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
    }

    /** Blocks until the other side closes. */
    static void waitForClose(Socket socket) throws IOException {
        socket.getInputStream().readAllBytes();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
