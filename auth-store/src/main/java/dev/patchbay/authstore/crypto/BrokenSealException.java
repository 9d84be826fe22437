package dev.patchbay.authstore.crypto;

/** A stored ciphertext was changed, moved from its place, or never was one. Not to be answered with its content. */
public final class BrokenSealException extends IllegalStateException {
    BrokenSealException(String message) {
        super(message);
    }

    BrokenSealException(String message, Throwable cause) {
        super(message, cause);
    }
}
