package dev.patchbay.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A request and the tools that answer it, as people judged.
 *
 * @param steps what is asked for, one set per step; any tool of a set does what that step asks. A request in one step has one set
 * @param fine tools that help and are not what was asked for
 */
record Labelled(String ask, List<Set<String>> steps, Set<String> fine) {
    private static final int DOES = 2;
    private static final int HELPS = 1;

    /**
     * Reads {@code {ask, best: [slug, …], fine: [slug, …]}} or {@code {ask, steps: [slug or [slug, …], …]}}.
     *
     * @param primary a slug to the first name of its tool, so that a tool found under another of its names counts
     */
    static Labelled read(JsonNode entry, UnaryOperator<String> primary) {
        var steps = entry.has("steps")
                ? entry.path("steps")
                        .valueStream()
                        .map(step -> slugs(step, primary))
                        .toList()
                : List.of(slugs(entry.path("best"), primary));
        if (steps.isEmpty() || steps.stream().anyMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("A request needs `best`, or `steps` that name tools: " + entry);
        }
        return new Labelled(entry.path("ask").asText(), steps, slugs(entry.path("fine"), primary));
    }

    private static Set<String> slugs(JsonNode slugs, UnaryOperator<String> primary) {
        var list = slugs.isTextual() ? List.of(slugs) : slugs.valueStream().toList();
        return list.stream().map(JsonNode::asText).map(primary).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The share of the steps that the first hits answer. Of fewer hits than steps no more is asked than they can hold: the first
     * hit alone is right if it answers any step.
     */
    double recall(List<String> hits, int first) {
        var shown = hits.subList(0, Math.min(first, hits.size()));
        var answered = steps.stream()
                .filter(step -> !Collections.disjoint(step, shown))
                .count();
        return Math.min(1, answered / (double) Math.min(first, steps.size()));
    }

    /** The gain of the hits, by rank discounted, as a share of the best possible order. A step that is answered twice gains once. */
    double ndcg(List<String> hits, int first) {
        var open = new ArrayList<>(steps);
        var gains = new ArrayList<Integer>();
        for (var hit : hits.subList(0, Math.min(first, hits.size()))) {
            var step = open.stream().filter(each -> each.contains(hit)).findFirst();
            step.ifPresent(open::remove);
            gains.add(step.isPresent() ? DOES : fine.contains(hit) ? HELPS : 0);
        }
        var ideal = new ArrayList<>(Collections.nCopies(steps.size(), DOES));
        ideal.addAll(Collections.nCopies(fine.size(), HELPS));
        return discounted(gains) / discounted(ideal.subList(0, Math.min(first, ideal.size())));
    }

    private static double discounted(List<Integer> gains) {
        var sum = 0.0;
        for (var rank = 0; rank < gains.size(); rank++) {
            sum += gains.get(rank) / (Math.log(rank + 2.0) / Math.log(2));
        }
        return sum;
    }
}
