package dev.patchbay.authstore.crypto;

/**
 * A key as it is stored: encrypted with a key-encryption key.
 *
 * @param bytes owned by this record
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between the cipher and the table; nobody compares it
public record WrappedKey(String kekId, byte[] bytes) {}
