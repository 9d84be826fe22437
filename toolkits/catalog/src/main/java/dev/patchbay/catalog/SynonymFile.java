package dev.patchbay.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code synonyms}: a word of ours, and the words that people say instead. */
final class SynonymFile {
    private static final Pattern WORDS = Pattern.compile("[a-z0-9]+( [a-z0-9]+){0,3}");

    private SynonymFile() {}

    static Map<String, List<String>> read(Entry entry) {
        var synonyms = new LinkedHashMap<String, List<String>>();
        entry.entries().forEach((word, others) -> {
            if (!WORDS.matcher(word).matches()) {
                others.refuse("the key `" + Excerpt.of(word) + "` is no word in lower case");
            }
            for (var other : others.items()) {
                if (!WORDS.matcher(other.text()).matches()) {
                    other.refuse(other.name() + " is no word in lower case, or up to four with single spaces");
                }
            }
            synonyms.put(word, others.texts());
        });
        return synonyms;
    }
}
