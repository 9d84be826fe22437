package dev.patchbay.authstore.crypto;

/** A stored key cannot be unwrapped with the key-encryption keys at hand. The message tells the operator what to do. */
public final class WrongKeyException extends IllegalStateException {
    WrongKeyException(String message) {
        super(message);
    }

    WrongKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
