package dev.patchbay.gateway.session;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.policy.SessionConfig;
import dev.patchbay.gateway.policy.SessionConfigReader.Reading;
import java.time.Instant;

/**
 * A session as it stands.
 *
 * @param rules what its stored document says to the present catalogue: once valid rules may name a tool that a later release
 *     dropped
 * @param configVersion starts at 1, one more with each successful change
 * @param tokenGeneration tokens of an earlier generation are revoked
 */
public record Session(
        TenantId tenant,
        SessionId id,
        String userId,
        Reading rules,
        int configVersion,
        int tokenGeneration,
        Instant createdAt,
        Instant updatedAt) {

    /** @throws StaleRules when the rules no longer hold; whatever needs them fails, what changes or ends the session works */
    public SessionConfig config() {
        return switch (rules) {
            case Reading.Valid(var config) -> config;
            case Reading.Invalid(var problems) -> throw new StaleRules(problems);
        };
    }
}
