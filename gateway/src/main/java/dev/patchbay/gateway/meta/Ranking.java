package dev.patchbay.gateway.meta;

import dev.patchbay.catalog.search.Hit;
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
}
