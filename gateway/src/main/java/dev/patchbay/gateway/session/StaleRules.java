package dev.patchbay.gateway.session;

import java.util.List;

/**
 * A session's stored rules name something that this release no longer has. Nothing is admitted by guess until whoever made
 * the session mends them; the one mapper says so.
 */
public final class StaleRules extends RuntimeException {
    private final List<String> problems;

    StaleRules(List<String> problems) {
        super("The stored rules of the session no longer hold: " + String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Each with its place in the session's configuration. */
    public List<String> problems() {
        return problems;
    }
}
