package dev.patchbay.gateway.session;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.policy.SessionConfig;
import java.time.Instant;

/**
 * A session as it stands.
 *
 * @param configVersion starts at 1, one more with each successful change
 * @param tokenGeneration tokens of an earlier generation are revoked
 */
public record Session(
        TenantId tenant,
        SessionId id,
        String userId,
        SessionConfig config,
        int configVersion,
        int tokenGeneration,
        Instant createdAt,
        Instant updatedAt) {}
