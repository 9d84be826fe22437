package dev.patchbay.simulator.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

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

    /** The beginning of a body that was longer. */
    static Body of(byte[] beginning, long length) {
        return length == 0 ? EMPTY : new Body(beginning.clone(), length);
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

    /** Of the bytes kept, in hexadecimal; empty for an empty body. */
    public String sha256() {
        if (bytes.length == 0) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** Whether the bytes are text at all; those of a picture are not. */
    boolean isText() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
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
