package dev.patchbay.catalog.search;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Gives weighted terms to the index, a weight as how often the term occurs. */
final class TermStream extends TokenStream {
    /** Occurrences are whole numbers; this many stand for a weight of 1. */
    static final int UNIT = 100;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Map<String, Double> weighted;
    private Iterator<Map.Entry<String, Double>> rest;

    TermStream(Map<String, Double> weighted) {
        this.weighted = weighted;
        this.rest = weighted.entrySet().iterator();
    }

    @Override
    public void reset() {
        rest = weighted.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!rest.hasNext()) {
            return false;
        }
        clearAttributes();
        var next = rest.next();
        term.append(next.getKey());
        frequency.setTermFrequency(Math.max(1, (int) Math.round(next.getValue() * UNIT)));
        return true;
    }
}
