package dev.patchbay.gateway.policy;

import dev.patchbay.toolkit.Hints;
import java.util.Collections;
import java.util.Set;

/** Admits tools by their hints: at least one of {@code enable} (if any are named) and none of {@code disable}. */
public record HintFilter(Set<String> enable, Set<String> disable) {
    public static final Set<String> NAMES =
            Set.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
    public static final HintFilter NONE = new HintFilter(Set.of(), Set.of());

    public HintFilter {
        enable = Set.copyOf(enable);
        disable = Set.copyOf(disable);
    }

    public boolean admits(Hints hints) {
        var names = hints.names();
        return (enable.isEmpty() || !Collections.disjoint(enable, names)) && Collections.disjoint(disable, names);
    }
}
