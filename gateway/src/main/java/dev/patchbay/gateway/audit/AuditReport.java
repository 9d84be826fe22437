package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import java.util.List;

/**
 * What looking through chains has found.
 *
 * @param events how many rows were read
 * @param problems what is not as it was written, by chain and number; at most a thousand
 */
public record AuditReport(long chains, long events, List<Problem> problems) {

    public AuditReport {
        problems = List.copyOf(problems);
    }

    /**
     * One row that is not as it was written.
     *
     * @param sequence its number, or the number of the first that is missing; 0 when the problem lies outside the rows
     */
    public record Problem(TenantId chain, long sequence, String problem) {}
}
