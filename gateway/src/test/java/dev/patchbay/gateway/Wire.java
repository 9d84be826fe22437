package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept connection to the gateway, on which exactly that is sent which a test says: headers twice, in any spelling, with any
 * bytes. It goes when the test closes it. Nothing is waited for longer than its patience.
 */
final class Wire implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;

    Wire(URI to) {
        this(to, PATIENCE);
    }

    /** @param patience for each single piece of an answer; who waits longer gets a SocketTimeoutException */
    Wire(URI to, Duration patience) {
        try {
            socket = new Socket(to.getHost(), to.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Sends a request and begins to read its answer. */
    Answer send(URI to, McpRequest request) {
        var body = request.body().getBytes(UTF_8);
        var head = new StringBuilder(request.verb() + " " + to.getRawPath() + " HTTP/1.1\r\n");
        if (request.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("Host"))) {
            head.append("Host: ").append(to.getAuthority()).append("\r\n");
        }
        request.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try {
            // In one piece, so that nothing waits for an acknowledgement in between.
            var first = head.toString().getBytes(ISO_8859_1);
            var whole = new byte[first.length + body.length];
            System.arraycopy(first, 0, whole, 0, first.length);
            System.arraycopy(body, 0, whole, first.length, body.length);
            socket.getOutputStream().write(whole);
            return answer();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Answer answer() throws IOException {
        var line = line();
        var status = Integer.parseInt(line.split(" ", 3)[1]);
        var headers = new TreeMap<String, List<String>>();
        for (line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        var length = headers.getOrDefault("content-length", List.of("0")).getFirst();
        var body = headers.containsKey("transfer-encoding") ? new Chunks() : new Counted(Long.parseLong(length));
        return new Answer(status, headers, new BufferedReader(new InputStreamReader(body, UTF_8)));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("The gateway closed the connection in the middle of an answer's head: " + line);
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    /** An answer whose head has come; of its body as much is read as somebody asks for. */
    record Answer(int status, Map<String, List<String>> headers, BufferedReader body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }

        String rest() {
            var text = new StringBuilder();
            var piece = new char[8192];
            try {
                for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                    text.append(piece, 0, read);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return text.toString();
        }
    }

    private final class Counted extends InputStream {
        private long left;

        Counted(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(most, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    private final class Chunks extends InputStream {
        private long left;
        private boolean ended;

        private boolean begin() throws IOException {
            if (left == 0 && !ended) {
                left = Long.parseLong(line(), 16);
                ended = left == 0;
                if (ended) {
                    line();
                }
            }
            return !ended;
        }

        private void took(int bytes) throws IOException {
            left -= bytes;
            if (left == 0) {
                line();
            }
        }

        @Override
        public int read() throws IOException {
            if (!begin()) {
                return -1;
            }
            int read = in.read();
            took(1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (!begin()) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(most, left));
            if (read < 0) {
                throw new EOFException("The gateway closed the connection in the middle of an answer");
            }
            took(read);
            return read;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
