package dev.patchbay.authstore.connection;

import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Optional;
import java.util.Set;

/**
 * Which auth configs to list.
 *
 * @param toolkits only of these toolkits; empty for all
 * @param disabled whether disabled ones are shown too
 * @param search only those whose name or toolkit contains this text, whatever its case
 */
public record AuthConfigFilter(Set<ToolkitSlug> toolkits, Disabled disabled, Optional<String> search) {
    public static final AuthConfigFilter ENABLED = new AuthConfigFilter(Set.of(), Disabled.HIDDEN, Optional.empty());
    public static final AuthConfigFilter ALL = new AuthConfigFilter(Set.of(), Disabled.SHOWN, Optional.empty());

    public AuthConfigFilter {
        toolkits = Set.copyOf(toolkits);
    }

    public enum Disabled {
        SHOWN,
        HIDDEN
    }
}
