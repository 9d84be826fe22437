package dev.patchbay.catalog.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Cuts text into words, and words down to their stems. */
final class Words {
    /** Where camelCase begins a new word; LiDAR stays one. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z]{2})(?=[A-Z])");

    private static final Pattern MARK = Pattern.compile("\\p{M}+");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s\\b|['’]");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** The words in lower case and without accents; underscores and camelCase separate. */
    static List<String> of(String text) {
        var humps = HUMP.matcher(text).replaceAll(" ");
        var plain =
                MARK.matcher(Normalizer.normalize(humps, Normalizer.Form.NFKD)).replaceAll("");
        var whole = POSSESSIVE.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
        return Arrays.stream(GAP.split(whole, 0))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static String stem(String word) {
        var stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
