package dev.patchbay.testkit;

import dev.patchbay.toolkit.FailureHints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that say what to do about a refusal, statuses before codes, each in order. */
final class FailureRows {
    private FailureRows() {}

    static List<List<String>> of(FailureHints hints) {
        var rows = new ArrayList<List<String>>();
        new TreeMap<>(hints.byStatus())
                .forEach((status, advice) -> rows.add(List.of("HTTP " + status, Markdown.plain(advice))));
        hints.byCode().entrySet().stream()
                // Codes are mostly numbers: 999 before 1000.
                .sorted(Comparator.<Map.Entry<String, String>>comparingInt(
                                code -> code.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .forEach(code ->
                        rows.add(List.of("code " + Markdown.code(code.getKey()), Markdown.plain(code.getValue()))));
        return rows;
    }
}
