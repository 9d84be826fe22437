package dev.patchbay.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** The tool files cannot be used. The message lists every problem, one in a line, as {@code file:line: message}. */
public final class InvalidCatalogException extends RuntimeException {
    private final List<Problem> problems;

    InvalidCatalogException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n", "The tool files have problems:\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
