package dev.patchbay.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Writes answers, the true ones and the mangled ones. */
final class AnswerWriter {
    private static final byte[] HUGE_ITEM =
            (",{\"filler\":\"" + "x".repeat(8000) + "\"}").getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Patience patience;

    AnswerWriter(OutputStream out, Patience patience) {
        this.out = out;
        this.patience = patience;
    }

    /** Head and body in one write, so that no delayed acknowledgement comes between them. */
    void send(Answer answer, boolean withBody, boolean last) throws IOException {
        byte[] body = answer.body().bytes();
        var whole = new ByteArrayOutputStream(body.length + 256);
        whole.writeBytes(head(answer, body.length, last));
        if (withBody) {
            whole.writeBytes(body);
        }
        whole.writeTo(out);
        out.flush();
    }

    /** Announces more than comes; the caller closes the connection. */
    void truncated(Answer answer) throws IOException {
        byte[] body = answer.body().bytes();
        out.write(head(answer, body.length + 100, true));
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    /** The status line and the beginning of the first header; the caller closes the connection. */
    void halfHead(Answer answer) throws IOException {
        byte[] head = head(answer, answer.body().bytes().length, true);
        out.write(head, 0, head.length / 2);
        out.flush();
    }

    /** The head at once, then the body in a few pieces with a pause before each. */
    void slowly(Answer answer, Duration pause, boolean last) throws IOException {
        byte[] body = answer.body().bytes();
        out.write(head(answer, body.length, last));
        out.flush();
        int piece = Math.max(1, (body.length + 3) / 4);
        for (int from = 0; from < body.length; from += piece) {
            patience.await(pause);
            out.write(body, from, Math.min(piece, body.length - from));
            out.flush();
        }
    }

    /** A valid JSON list of any size, not held in memory; it ends with the connection. */
    void huge(long size) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[{}"
                .getBytes(StandardCharsets.US_ASCII));
        for (long written = 0; written < size; written += HUGE_ITEM.length) {
            out.write(HUGE_ITEM);
        }
        out.write(']');
        out.flush();
    }

    private static byte[] head(Answer answer, int length, boolean last) {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(Reasons.of(answer.status()))
                .append("\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
