package dev.patchbay.catalog.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is looked up for a request.
 *
 * @param weighted terms of the index with what each may count
 * @param most what a tool would score that answers the whole request, words included that the index does not know
 * @param aim what the request wants
 */
record QueryTerms(Map<String, Double> weighted, double most, Aim aim) {

    /** The terms of a step, and weakly those of the request it is part of: "… then close it". */
    QueryTerms within(QueryTerms whole) {
        var both = new LinkedHashMap<>(weighted);
        whole.weighted.forEach((term, weight) -> both.merge(term, weight * Weights.CONTEXT, Math::max));
        return new QueryTerms(both, most, aim);
    }
}
