package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfigId;
import java.time.Instant;

/** What came of asking for a Connect link. */
public sealed interface LinkIssue {

    /**
     * The link is there, and with it an INITIATED account.
     *
     * @param token good for connecting this one account, so as secret as a password until it is used
     * @param redirectUrl where the user opens it; contains the token
     */
    record Issued(
            String token,
            String redirectUrl,
            AccountId account,
            AuthConfigId authConfig,
            Instant createdAt,
            Instant expiresAt)
            implements LinkIssue {
        @Override
        public String toString() {
            return "Issued[" + account + "]";
        }
    }

    /** Nothing was made. The message is fit for the caller. */
    record Refused(Reason reason, String message) implements LinkIssue {}

    enum Reason {
        TOOLKIT_NOT_ALLOWED,
        ACCOUNT_PINNED,
        AUTH_CONFIG_UNKNOWN,
        AUTH_CONFIG_UNUSABLE,
        ALIAS_TAKEN
    }
}
