package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/**
 * An act as it is kept: a link of its chain.
 *
 * @param sequence its number in the chain, from 1, without gaps
 * @param at when it was done, in microseconds
 * @param requestId of the request that did it, or empty
 * @param previousHash the hash of the row before it, in hexadecimal; 64 zeros for the first
 * @param hash seals all the rest, see {@link AuditSeal}
 */
public record AuditRow(
        TenantId chain,
        long sequence,
        Instant at,
        String actorKind,
        String actorId,
        String action,
        String subject,
        String outcome,
        SortedMap<String, String> details,
        String requestId,
        String previousHash,
        String hash) {

    static final String FIRST = "0".repeat(64);
}
