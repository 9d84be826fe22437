package dev.patchbay.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a request or an answer; immutable. */
public final class Body {
    public static final Body EMPTY = new Body(new byte[0], 0);

    private final byte[] bytes;
    private final long length;

    private Body(byte[] bytes, long length) {
        this.bytes = bytes;
        this.length = length;
    }

    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes.clone(), bytes.length);
    }

    public static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same body with at most {@code limit} bytes kept; {@link #length()} still tells the whole. */
    Body shortenedTo(int limit) {
        return bytes.length <= limit ? this : new Body(Arrays.copyOf(bytes, limit), length);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many bytes travelled, which may be more than were kept. */
    public long length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && length == body.length && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
