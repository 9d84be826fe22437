package dev.patchbay.catalog;

import java.util.stream.IntStream;

/** Levenshtein's distance, given up once it exceeds a limit. */
final class EditDistance {
    private EditDistance() {}

    /** The distance, or {@code limit + 1} for anything greater. */
    static int within(int limit, String a, String b) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        var above = IntStream.rangeClosed(0, b.length()).toArray();
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            above = row;
        }
        return Math.min(above[b.length()], limit + 1);
    }
}
