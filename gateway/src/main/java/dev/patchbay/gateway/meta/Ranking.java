package dev.patchbay.gateway.meta;

import dev.patchbay.catalog.search.Hit;
import java.util.ArrayList;
import java.util.List;

/** Which hits of a search are its answer, and which only its neighbours. */
final class Ranking {
    private static final int MOST = 3;
    /** A hit that is nearly as good as the best may be the one that was meant. */
    private static final double NEARLY = 0.8;

    private Ranking() {}

    static List<Hit> primary(List<Hit> hits) {
        if (hits.isEmpty()) {
            return List.of();
        }
        var best = hits.stream().mapToDouble(Hit::score).max().orElseThrow();
        return hits.stream()
                .filter(hit -> hit.equals(hits.getFirst()) || hit.score() >= best * NEARLY)
                .limit(MOST)
                .toList();
    }

    /**
     * Two rankings as one, each keeping its order: of what is next in both, the better comes first. Scores of two indexes are
     * both shares of the request that a tool answers, so they compare, if not to the last digit.
     */
    static List<Hit> merged(List<Hit> one, List<Hit> other, int most) {
        var merged = new ArrayList<Hit>();
        var i = 0;
        var j = 0;
        while (merged.size() < most && (i < one.size() || j < other.size())) {
            var takeOne = j == other.size()
                    || (i < one.size() && one.get(i).score() >= other.get(j).score());
            merged.add(takeOne ? one.get(i++) : other.get(j++));
        }
        return merged;
    }
}
