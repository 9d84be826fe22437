package dev.patchbay.authstore.connection;

import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One user's connection to one service, without its credential.
 *
 * @param form name of the connection form it was made with
 * @param alias the tenant's own name for it, unique per user and toolkit
 * @param wordId readable name made by us, unique per user, e.g. {@code scale_ai_red-castle}
 * @param disabled switched off by the tenant, whatever its status
 * @param sharing who else may use it
 * @param visibleFields what may be shown of its fields, see {@link VisibleFields}
 */
public record ConnectedAccount(
        AccountId id,
        String userId,
        ToolkitSlug toolkit,
        AuthConfigId authConfig,
        String form,
        Optional<String> alias,
        String wordId,
        AccountStatus status,
        Optional<String> statusReason,
        boolean disabled,
        Sharing sharing,
        Map<String, String> visibleFields,
        Instant createdAt,
        Instant updatedAt) {

    public ConnectedAccount {
        visibleFields = Map.copyOf(visibleFields);
    }

    public boolean isShared() {
        return sharing instanceof Sharing.Shared;
    }

    /** Whether this user may use it at all: the one it belongs to, and whom its list admits. */
    public boolean admits(String user) {
        return userId.equals(user) || sharing.admits(user);
    }
}
