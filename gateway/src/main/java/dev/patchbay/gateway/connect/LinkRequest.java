package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Optional;

/**
 * For whom a Connect link is to be made, and for what.
 *
 * @param authConfig empty for the tenant's newest that sessions may use, or a first one made now
 * @param sharing who else may use the account
 * @param callback where the user's browser goes afterwards; empty for nowhere
 */
public record LinkRequest(
        String userId,
        ToolkitSlug toolkit,
        Optional<AuthConfigId> authConfig,
        Optional<String> alias,
        Sharing sharing,
        Optional<CallbackUrl> callback) {}
