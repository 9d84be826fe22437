package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * States, signed, where a chain stood at some time: cutting its tail later contradicts the statement.
 *
 * @param hash of the row with this number
 * @param signature Ed25519 over {@link #statement}, in base64
 */
public record Checkpoint(TenantId chain, long sequence, String hash, Instant at, String signature) {

    /** What is signed: five lines, each ended by a line feed. */
    static byte[] statement(TenantId chain, long sequence, String hash, Instant at) {
        return ("patchbay-audit-checkpoint-1\n" + chain + "\n" + sequence + "\n" + hash + "\n" + at + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] statement() {
        return statement(chain, sequence, hash, at);
    }
}
