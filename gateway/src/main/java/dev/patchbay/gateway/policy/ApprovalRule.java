package dev.patchbay.gateway.policy;

import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.ToolSlug;
import java.util.Set;

/**
 * Which calls a session makes only once a person has approved them (R61). A tool that is only another name of one that is
 * named counts as named: it does the same.
 *
 * @param require by what a call may do
 * @param always these as well
 * @param never these in no case
 */
public record ApprovalRule(Require require, Set<ToolSlug> always, Set<ToolSlug> never) {
    public static final ApprovalRule NONE = new ApprovalRule(Require.NOTHING, Set.of(), Set.of());

    public ApprovalRule {
        always = Set.copyOf(always);
        never = Set.copyOf(never);
    }

    /** Calls of a kind. */
    public enum Require {
        NOTHING,
        DESTRUCTIVE,
        WRITES,
        ALL;

        boolean holdsFor(Hints hints) {
            return switch (this) {
                case NOTHING -> false;
                case DESTRUCTIVE -> hints.destructive();
                case WRITES -> !hints.readOnly();
                case ALL -> true;
            };
        }
    }

    boolean holdsFor(ToolEntry tool) {
        var slug = original(tool);
        return always.contains(slug) || (require.holdsFor(tool.hints()) && !never.contains(slug));
    }

    /** Under which it is named here, whatever it was called. */
    static ToolSlug original(ToolEntry tool) {
        return tool.alsoAs().orElse(tool.slug());
    }
}
