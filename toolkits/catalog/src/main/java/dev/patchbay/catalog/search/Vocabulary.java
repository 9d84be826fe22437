package dev.patchbay.catalog.search;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** The words that the tools use: how rare one is, and which one a misspelt word was meant to be. */
final class Vocabulary {
    /** Longer ones are no words, and correcting them costs time that grows with their length. */
    private static final int LONGEST = 24;

    private static final int SHORTEST = 4;
    private static final int LONG = 7;
    private static final Pattern LETTERS = Pattern.compile("[a-z]+");

    private final LeafReader leaf;
    private final Terms spellings;

    Vocabulary(LeafReader leaf) throws IOException {
        this.leaf = leaf;
        this.spellings = Terms.getTerms(leaf, Segment.SPELLINGS);
    }

    /** How many tools have the term. */
    int count(String term) throws IOException {
        return leaf.docFreq(new Term(Segment.TERMS, term));
    }

    /** What a tool scores at most for having the term. */
    double rarity(String term) throws IOException {
        return Rarity.of(count(term), leaf.maxDoc());
    }

    boolean knows(String word) throws IOException {
        return spellings.iterator().seekExact(new BytesRef(word));
    }

    /** The nearest known word: one edit away, or two from a long word, and with the same first letter. */
    Optional<String> nearest(String word) throws IOException {
        if (word.length() < SHORTEST
                || word.length() > LONGEST
                || !LETTERS.matcher(word).matches()) {
            return Optional.empty();
        }
        var near = nearest(word, 1);
        return near.isEmpty() && word.length() >= LONG ? nearest(word, 2) : near;
    }

    private Optional<String> nearest(String word, int edits) throws IOException {
        var candidates = new FuzzyTermsEnum(spellings, new Term("", word), edits, 1, true);
        var boost = candidates.attributes().addAttribute(BoostAttribute.class);
        var best = Optional.<String>empty();
        var bestBoost = 0.0;
        var bestCount = 0;
        for (var term = candidates.next(); term != null; term = candidates.next()) {
            var count = candidates.docFreq();
            if (boost.getBoost() > bestBoost || (boost.getBoost() == bestBoost && count > bestCount)) {
                best = Optional.of(term.utf8ToString());
                bestBoost = boost.getBoost();
                bestCount = count;
            }
        }
        return best;
    }
}
