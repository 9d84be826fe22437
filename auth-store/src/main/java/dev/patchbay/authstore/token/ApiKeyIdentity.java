package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a presented API key stands for.
 *
 * @param scopes what the key is good for; empty when it is good for everything of its tenant
 */
public record ApiKeyIdentity(TenantId tenant, String keyId, Optional<Set<Scope>> scopes) {

    /** Whether the key is good for at least one of these. Good for none when none is named. */
    public boolean isGoodForAny(Set<Scope> needed) {
        return needed.stream()
                .anyMatch(scope -> scopes.isEmpty() || scopes.get().contains(scope));
    }
}
