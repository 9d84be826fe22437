package dev.patchbay.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads HTTP/1.1 requests off a connection, one after the other, body included. */
final class RequestReader {
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private int headLeft = HEAD_LIMIT;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request; nothing when the client has closed the connection. */
    Optional<Incoming> next() throws IOException, MalformedRequest {
        headLeft = HEAD_LIMIT;
        String line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new MalformedRequest("Not an HTTP/1.1 request line");
        }
        var headers = headers();
        var connection = headers.getOrDefault("connection", List.of());
        boolean last = parts[2].equals("HTTP/1.0") || connection.stream().anyMatch("close"::equalsIgnoreCase);
        if (headers.getOrDefault("expect", List.of()).stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write(CONTINUE);
            out.flush();
        }
        return Optional.of(new Incoming(parts[0], parts[1], headers, body(headers), last));
    }

    private Map<String, List<String>> headers() throws IOException, MalformedRequest {
        var headers = new LinkedHashMap<String, List<String>>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequest("Not a header line");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private Body body(Map<String, List<String>> headers) throws IOException, MalformedRequest {
        var coding = headers.getOrDefault("transfer-encoding", List.of());
        var lengths = headers.getOrDefault("content-length", List.of());
        if ((!coding.isEmpty() && !lengths.isEmpty()) || lengths.size() > 1) {
            throw new MalformedRequest("The length of the body is given twice");
        }
        var body = new BodyCollector(in);
        if (!coding.isEmpty()) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                body.take(size);
                line();
            }
            headers();
        } else if (!lengths.isEmpty()) {
            body.take(number(lengths.getFirst(), 10));
        }
        return body.body();
    }

    private long chunkSize() throws IOException, MalformedRequest {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private static long number(String text, int radix) throws MalformedRequest {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the one refusal
        }
        throw new MalformedRequest("Not a length: " + text);
    }

    /** Up to the line's end, without it; empty also at the end of the stream before any byte. */
    private String line() throws IOException, MalformedRequest {
        var bytes = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (bytes.size() == 0) {
                    return "";
                }
                throw new EOFException("The request breaks off");
            }
            if (headLeft-- == 0) {
                throw new MalformedRequest("The request's head is too long");
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
