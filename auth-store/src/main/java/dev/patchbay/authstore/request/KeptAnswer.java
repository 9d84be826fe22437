package dev.patchbay.authstore.request;

import java.util.Optional;

/**
 * What a request was answered.
 *
 * @param contentType empty where there is no body
 * @param body empty where it was too large to be kept
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
public record KeptAnswer(int status, String contentType, Optional<byte[]> body) {

    /** The largest body that is kept, in bytes. */
    public static final int LARGEST = 64 * 1024;

    /** @param body left out where it is larger than {@link #LARGEST} */
    public static KeptAnswer of(int status, String contentType, byte[] body) {
        return new KeptAnswer(status, contentType, Optional.of(body).filter(all -> all.length <= LARGEST));
    }
}
