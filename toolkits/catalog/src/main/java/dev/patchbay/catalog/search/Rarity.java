package dev.patchbay.catalog.search;

import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 whose common words still count. Lucene's own measure gives a word that half of the tools have next to nothing; here it is
 * "task" or "user", and still tells the tools apart that have it from those that do not.
 */
final class Rarity extends BM25Similarity {

    Rarity() {
        super((float) Weights.SATURATION * TermStream.UNIT, (float) Weights.LENGTH);
    }

    /** What a word counts at most that {@code with} of {@code all} tools have. */
    static double of(long with, long all) {
        return Math.log(1 + all / (with + 1.0));
    }

    @Override
    protected float idf(long with, long all) {
        return (float) of(with, all);
    }
}
