package dev.patchbay.authstore.secret;

import com.google.errorprone.annotations.RestrictedApi;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A plaintext secret. It never prints, compares by identity, and is wiped by {@link #close}.
 *
 * <p>Wiping covers these bytes only; copies that a library makes while it sends them are out of reach.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must neither keep nor change it. */
    public static Secret takeOwnershipOf(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Copies text that a caller handed in. The string itself cannot be wiped. */
    public static Secret copyOf(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A second wrapper with bytes of its own, to be closed by itself. */
    public Secret copy() {
        return new Secret(bytes.clone());
    }

    /** Hands the bytes to {@code use}, which must not keep them. */
    @RestrictedApi(explanation = "plaintext leaves its wrapper here", allowlistAnnotations = RevealsSecret.class)
    public <R> R reveal(Function<byte[], R> use) {
        return use.apply(bytes);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
