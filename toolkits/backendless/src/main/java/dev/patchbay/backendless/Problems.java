package dev.patchbay.backendless;

import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the arguments of one call. */
final class Problems {
    private final List<Violation> found = new ArrayList<>();

    void add(String where, String problem) {
        found.add(new Violation(where, problem));
    }

    boolean none() {
        return found.isEmpty();
    }

    <T> Outcome<T> refuse(ToolSlug tool) {
        return Outcome.failed(new InvalidArguments(tool, found));
    }
}
