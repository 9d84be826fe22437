package dev.patchbay.toolkit;

/**
 * One thing wrong with an argument.
 *
 * @param where the argument, as a dotted path with indices, e.g. {@code tags[2]}; empty for the whole
 * @param problem what is wrong and what would be right, in one sentence a model can act on
 */
public record Violation(String where, String problem) {

    @Override
    public String toString() {
        return where.isEmpty() ? problem : where + ": " + problem;
    }
}
