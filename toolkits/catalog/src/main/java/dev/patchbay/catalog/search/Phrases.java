package dev.patchbay.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Verbs of two words, which mean something else than either: "log in", "take the tag off".
 *
 * @param byVerb by the stem of its first word, the second and the one word that both become
 */
record Phrases(Map<String, Map<String, String>> byVerb) {
    /** How many words may stand between the two, as in "take the two red tags off". */
    private static final int GAP = 6;

    /** The words, each phrase become one. */
    List<String> joined(List<String> words) {
        var joined = new ArrayList<>(words);
        for (var i = 0; i < joined.size(); i++) {
            var seconds = byVerb.get(Words.stem(joined.get(i)));
            for (var j = i + 1; seconds != null && j < joined.size() && j <= i + 1 + GAP; j++) {
                var meaning = seconds.get(joined.get(j));
                // Nothing stands in "number of"; "number 12 as the id of" is something else.
                var apart = j > i + 1 && joined.get(j).equals("of");
                if (meaning != null && !apart) {
                    joined.set(i, meaning);
                    joined.remove(j);
                    break;
                }
            }
        }
        return joined;
    }
}
