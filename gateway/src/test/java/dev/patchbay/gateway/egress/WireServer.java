package dev.patchbay.gateway.egress;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests apart byte by byte, with nothing in common with what wrote them, and keeps the last one. */
final class WireServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);

    /**
     * What a receiver makes of a request. Values are decoded; {@code body} is a JSON tree, or a list of parts as lists of lines
     * and content.
     */
    record Arrived(String method, List<String> segments, List<List<String>> query, List<String> headers, Object body) {}

    private final RawServer server;
    private final AtomicInteger arrivals = new AtomicInteger();
    private volatile Arrived last = new Arrived("", List.of(), List.of(), List.of(), "");

    WireServer() throws IOException {
        server = RawServer.start(this::serve);
    }

    InetSocketAddress address() {
        return server.address();
    }

    int arrivals() {
        return arrivals.get();
    }

    Arrived last() {
        return last;
    }

    private void serve(Socket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        for (var head = head(in); !head.isEmpty(); head = head(in)) {
            var lines = List.of(head.split("\r\n", -1));
            var headers = lines.subList(1, lines.size());
            last = arrived(lines.getFirst(), headers, in.readNBytes(length(headers)));
            arrivals.incrementAndGet();
            socket.getOutputStream().write(ANSWER);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            var text = head.size() > 3 && b == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            if (text.endsWith("\r\n\r\n")) {
                return text.substring(0, text.length() - 4);
            }
        }
        return "";
    }

    private static int length(List<String> headers) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .sum();
    }

    private static Arrived arrived(String requestLine, List<String> headers, byte[] body) throws IOException {
        var parts = requestLine.split(" ", -1);
        if (parts.length != 3 || !parts[2].equals("HTTP/1.1")) {
            return new Arrived("not a request line: " + requestLine, List.of(), List.of(), headers, "");
        }
        var target = parts[1].split("\\?", 2);
        var type = headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .findFirst()
                .orElse("");
        return new Arrived(
                parts[0],
                Arrays.stream(target[0].split("/", -1)).map(WireServer::decoded).toList(),
                target.length == 1
                        ? List.of()
                        : Arrays.stream(target[1].split("&", -1))
                                .map(pair -> Arrays.stream(pair.split("=", -1))
                                        .map(WireServer::decoded)
                                        .toList())
                                .toList(),
                // Framing differs with the value's length and at random.
                headers.stream()
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .map(line ->
                                line.replaceFirst("boundary=.*", "boundary=").stripTrailing())
                        .sorted()
                        .toList(),
                body(type, body));
    }

    private static Object body(String type, byte[] body) throws IOException {
        if (body.length == 0) {
            return "";
        }
        if (!type.contains("boundary=")) {
            return JSON.readTree(body);
        }
        var text = new String(body, StandardCharsets.UTF_8);
        var boundary = "--" + type.substring(type.indexOf("boundary=") + 9).strip();
        return Arrays.stream(text.split(boundary, -1))
                .map(part -> Arrays.asList(part.split("\r\n\r\n", 2)))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
