package dev.patchbay.authstore.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Instant;

/**
 * How accounts of one toolkit authenticate in one tenant.
 *
 * @param authScheme name of the scheme on the wire, e.g. {@code API_KEY}
 * @param toolAccessConfig which tools it may be used for, as the caller gave it. Not to be modified
 * @param enabledForToolRouter whether sessions may pick its accounts without naming it
 */
public record AuthConfig(
        AuthConfigId id,
        ToolkitSlug toolkit,
        String name,
        String authScheme,
        Status status,
        ObjectNode toolAccessConfig,
        boolean enabledForToolRouter,
        Instant createdAt,
        Instant updatedAt) {

    public ToolAccess toolAccess() {
        return ToolAccess.of(toolAccessConfig);
    }

    /** A disabled auth config makes its accounts unusable. */
    public enum Status {
        ENABLED,
        DISABLED
    }
}
