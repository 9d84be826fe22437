package dev.patchbay.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Streams read one after another as one. Each is opened when its turn comes and closed when it is over. */
final class ChainedStreams extends InputStream {
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    private final Queue<Opening> waiting;
    private InputStream current = InputStream.nullInputStream();

    ChainedStreams(List<Opening> openings) {
        this.waiting = new ArrayDeque<>(openings);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = current.read(into, offset, length);
        while (got < 0) {
            Opening next = waiting.poll();
            if (next == null) {
                return -1;
            }
            current.close();
            current = next.open();
            got = current.read(into, offset, length);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        waiting.clear();
        current.close();
    }
}
