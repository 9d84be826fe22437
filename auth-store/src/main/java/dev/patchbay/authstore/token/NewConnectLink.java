package dev.patchbay.authstore.token;

import dev.patchbay.authstore.connection.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A link to be made.
 *
 * @param session with which it ends, where it was made for one
 */
public record NewConnectLink(
        AccountId account, Optional<String> session, Optional<String> callbackUrl, Instant expiresAt) {}
