package dev.patchbay.authstore.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file's content, read from the database chunk by chunk while somebody reads it. No connection is held in between. */
final class ContentStream extends InputStream {
    private final Chunks chunks;
    private final int count;
    private byte[] present = {};
    private int next;
    private int position;

    /** Gives a chunk in plaintext. */
    interface Chunks {
        byte[] read(int number) throws IOException;
    }

    ContentStream(int count, Chunks chunks) {
        this.count = count;
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        return fill() ? present[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, present.length - position);
        System.arraycopy(present, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return present.length - position;
    }

    private boolean fill() throws IOException {
        while (position == present.length) {
            if (next == count) {
                return false;
            }
            present = chunks.read(next);
            next++;
            position = 0;
        }
        return true;
    }
}
