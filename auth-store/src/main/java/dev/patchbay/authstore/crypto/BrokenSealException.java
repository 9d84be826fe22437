package dev.patchbay.authstore.crypto;

/** A stored ciphertext was changed, moved from its place, or never was one. Not to be answered with its content. */
public sealed class BrokenSealException extends IllegalStateException permits AbsentKeyException {
    BrokenSealException(String message) {
        super(message);
    }

    BrokenSealException(String message, Throwable cause) {
        super(message, cause);
    }
}
