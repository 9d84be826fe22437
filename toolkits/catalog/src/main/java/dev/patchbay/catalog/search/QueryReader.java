package dev.patchbay.catalog.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a request into the terms that are looked up for it. */
final class QueryReader {
    private static final double LEAST = 1e-6;

    private final Vocabulary vocabulary;
    private final Map<String, Double> weighted = new LinkedHashMap<>();
    private final Map<String, Double> known = new HashMap<>();

    private QueryReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static QueryTerms read(Request request, Vocabulary vocabulary) throws IOException {
        var reader = new QueryReader(vocabulary);
        var previous = "";
        for (var word : request.words()) {
            previous = reader.add(word, request, previous);
        }
        for (var kind : request.kinds()) {
            reader.weighted.putIfAbsent(Words.stem(kind), Weights.KIND);
        }
        var most =
                reader.known.values().stream().mapToDouble(Double::doubleValue).sum();
        return new QueryTerms(reader.weighted, Math.max(most, LEAST), request.aim());
    }

    /** The word's stem, for its pair with the next. */
    private String add(String word, Request request, String previous) throws IOException {
        var stem = Words.stem(word);
        var trust = 1.0;
        if (vocabulary.count(stem) == 0 && !vocabulary.knows(word)) {
            var near = request.names().contains(word) ? Optional.<String>empty() : vocabulary.nearest(word);
            stem = near.map(Words::stem).orElse(stem);
            trust = near.isPresent() ? Weights.CORRECTED : Weights.UNKNOWN;
        }
        if (known.putIfAbsent(stem, trust * vocabulary.rarity(stem)) != null) {
            return previous;
        }
        if (vocabulary.count(stem) > 0) {
            weighted.put(stem, trust);
            var written = ToolTerms.written(word);
            if (vocabulary.count(written) > 0) {
                weighted.put(written, Weights.WRITTEN);
            }
            var pair = ToolTerms.pair(previous, stem);
            if (!previous.isEmpty() && vocabulary.count(pair) > 0) {
                weighted.put(pair, Weights.PAIR * trust);
            }
        }
        return stem;
    }
}
