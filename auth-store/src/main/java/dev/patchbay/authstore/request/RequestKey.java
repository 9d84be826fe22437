package dev.patchbay.authstore.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Under what a request is remembered: a hash of who sent it and the key they chose for it, so that nobody meets the requests
 * of somebody else, and the table holds nothing that callers made up.
 */
public record RequestKey(String id) {

    /** @param sender the credential it came with, as the gateway knows it; never the credential itself */
    public static RequestKey of(String sender, String chosen) {
        var both = sender.length() + ":" + sender + chosen;
        return new RequestKey(HexFormat.of().formatHex(sha256(both.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK lacks SHA-256", missing);
        }
    }
}
