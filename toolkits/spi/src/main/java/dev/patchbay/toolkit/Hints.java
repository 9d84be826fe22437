package dev.patchbay.toolkit;

import java.util.ArrayList;
import java.util.List;

/**
 * What calling a tool may do, as MCP tool annotations name it (specification 2025-11-25, "ToolAnnotations").
 *
 * <p>Ours are stated in each tool file and checked by the lint, so policy may rely on them; those of foreign servers are
 * only claims.
 */
public record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

    /** The names of the hints that hold, as they appear in tags and session filters. */
    public List<String> names() {
        var names = new ArrayList<String>(4);
        if (readOnly) {
            names.add("readOnlyHint");
        }
        if (destructive) {
            names.add("destructiveHint");
        }
        if (idempotent) {
            names.add("idempotentHint");
        }
        if (openWorld) {
            names.add("openWorldHint");
        }
        return List.copyOf(names);
    }
}
