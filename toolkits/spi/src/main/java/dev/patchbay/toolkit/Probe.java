package dev.patchbay.toolkit;

import java.util.Set;

/**
 * A cheap read that tells whether a credential works. It takes no arguments.
 *
 * @param refusedStatuses HTTP statuses that mean the credential is wrong
 * @param refusedCodes codes of the service's error format that mean it
 */
public record Probe(RequestTemplate request, Set<Integer> refusedStatuses, Set<String> refusedCodes) {
    public Probe {
        refusedStatuses = Set.copyOf(refusedStatuses);
        refusedCodes = Set.copyOf(refusedCodes);
    }
}
