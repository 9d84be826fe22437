package dev.patchbay.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Takes a body off a connection, to its end; what is beyond any sensible size is counted and dropped. */
final class BodyCollector {
    private static final int KEPT = 96 * 1024 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    BodyCollector(InputStream in) {
        this.in = in;
    }

    void take(long size) throws IOException {
        byte[] some = new byte[(int) Math.min(size, 16 * 1024)];
        for (long left = size; left > 0; ) {
            int read = in.read(some, 0, (int) Math.min(left, some.length));
            if (read < 0) {
                throw new EOFException("The body breaks off");
            }
            kept.write(some, 0, Math.min(read, KEPT - kept.size()));
            length += read;
            left -= read;
        }
    }

    Body body() {
        return Body.of(kept.toByteArray(), length);
    }
}
