package dev.patchbay.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which known names someone may have meant. Work is bounded by looking at the first 64 characters only. */
final class Nearest {
    private static final int MAX_LENGTH = 64;
    private static final int MIN_PART = 4;

    private Nearest() {}

    private record Candidate(String name, int distance) {}

    /** The nearest names, best first; none that differs in more than half of what was asked. Case does not count. */
    static List<String> to(String asked, Collection<String> known, int count) {
        var wanted = folded(asked);
        var limit = Math.max(1, wanted.length() / 2);
        return known.stream()
                .map(name -> new Candidate(name, distance(limit, wanted, folded(name))))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(count)
                .map(Candidate::name)
                .toList();
    }

    /** A question to append to a message, or nothing. */
    static String question(String asked, Collection<String> known) {
        var names = to(asked, known, 3);
        return names.isEmpty() ? "" : names.stream().collect(Collectors.joining("` or `", "; did you mean `", "`?"));
    }

    private static int distance(int limit, String wanted, String name) {
        // A name given without its toolkit's prefix is far by edits and yet the likeliest one meant.
        if (wanted.length() >= MIN_PART && name.contains(wanted)) {
            return name.length() == wanted.length() ? 0 : 1;
        }
        return EditDistance.within(limit, wanted, name);
    }

    private static String folded(String name) {
        return name.substring(0, Math.min(name.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
    }
}
