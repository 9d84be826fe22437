package dev.patchbay.gateway.boot;

import java.util.List;
import java.util.stream.Collectors;

/** Patchbay does not start, for reasons that a person can mend. */
final class StartRefused extends Exception {
    private final transient List<Problem> problems;

    StartRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    StartRefused(String subject, String what, String mend) {
        this(List.of(new Problem(subject, what, mend)));
    }

    List<Problem> problems() {
        return problems;
    }

    /** The whole message as a person reads it in a terminal. */
    String report() {
        return problems.stream()
                .map(problem -> "\n  - " + problem)
                .collect(Collectors.joining("", "Patchbay does not start:", "\n"));
    }
}
