package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A link on which a user connects one account, without its token.
 *
 * @param callbackUrl where the user's browser goes afterwards
 * @param attempts how often a credential was tried
 */
public record ConnectLink(
        TenantId tenant,
        String id,
        AccountId account,
        Optional<String> callbackUrl,
        int attempts,
        Instant expiresAt,
        Optional<Instant> usedAt) {

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean isUsed() {
        return usedAt.isPresent();
    }
}
