package dev.patchbay.gateway.search;

import java.util.List;
import java.util.Locale;

/**
 * How well a set of requests is answered; each figure is the mean over the requests, from 0 to 1.
 *
 * @param recallAt1 {@link Labelled#recall} of the first hit
 * @param recallAt5 of the first five
 * @param ndcgAt5 {@link Labelled#ndcg} of the first five
 */
record SearchQuality(int requests, double recallAt1, double recallAt5, double ndcgAt5) {

    static SearchQuality of(List<Answer> answers) {
        return new SearchQuality(
                answers.size(),
                mean(answers, 1),
                mean(answers, 5),
                answers.stream()
                        .mapToDouble(each -> each.request().ndcg(each.hits(), 5))
                        .average()
                        .orElse(0));
    }

    private static double mean(List<Answer> answers, int first) {
        return answers.stream()
                .mapToDouble(each -> each.request().recall(each.hits(), first))
                .average()
                .orElse(0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%4d requests  recall@1 %.3f  recall@5 %.3f  NDCG@5 %.3f",
                requests,
                recallAt1,
                recallAt5,
                ndcgAt5);
    }

    /** What was found for a request, best first. */
    record Answer(Labelled request, List<String> hits) {}
}
