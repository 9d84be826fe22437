package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.FileContent;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A file that exists only while it is read, and counts how far it was. What it says of its length need not be true. */
final class TestFile implements FileContent {
    private final String name;
    private final String mimetype;
    private final long announced;
    private final long actual;
    private final AtomicLong read = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    TestFile(String name, String mimetype, long announced, long actual) {
        this.name = name;
        this.mimetype = mimetype;
        this.announced = announced;
        this.actual = actual;
    }

    static TestFile of(long length) {
        return new TestFile("film.mp4", "video/mp4", length, length);
    }

    /** The byte at a place, so that a lost or doubled stretch shows. */
    static byte at(long place) {
        return (byte) (place * 31 + (place >> 9));
    }

    long read() {
        return read.get();
    }

    boolean isClosedAsOftenAsOpened() {
        return opened.get() == closed.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String mimetype() {
        return mimetype;
    }

    @Override
    public long length() {
        return announced;
    }

    @Override
    public InputStream open() {
        opened.incrementAndGet();
        return new InputStream() {
            private long place;

            @Override
            public int read() {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                // Odd stretches, as files from a network give.
                int count = (int) Math.min(Math.min(length, 10_007), actual - place);
                if (count == 0 && length > 0) {
                    return -1;
                }
                for (int i = 0; i < count; i++) {
                    into[offset + i] = at(place + i);
                }
                place += count;
                read.addAndGet(count);
                return count;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        throw new AssertionError("The file belongs to whoever made the request");
    }
}
