package dev.patchbay.authstore.crypto;

/** The key file cannot be used. The message is for the operator and never holds any part of a key. */
public final class KeyFileException extends IllegalStateException {
    KeyFileException(String message) {
        super(message);
    }

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
