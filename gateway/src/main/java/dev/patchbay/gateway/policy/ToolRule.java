package dev.patchbay.gateway.policy;

import dev.patchbay.toolkit.ToolSlug;

/** What a session says about the tools of one toolkit. */
public sealed interface ToolRule {

    /** By name; a tool named in an enable list wins over hint filters. */
    record Named(Selection<ToolSlug> tools) implements ToolRule {}

    /** By hints, replacing the session-wide filter for this toolkit. */
    record Hinted(HintFilter filter) implements ToolRule {}
}
