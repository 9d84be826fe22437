package dev.patchbay.catalog;

import java.util.List;
import java.util.Map;

/**
 * The words by which a tool is found, beside its slug, title and description.
 *
 * @param toolkitTitle name of its service
 * @param arguments names of its arguments
 * @param asks example requests, in the words of people; may be none
 * @param synonyms words of the toolkit, each with words that people say instead; in lower case, for tools of this toolkit only
 */
public record SearchText(
        String toolkitTitle, List<String> arguments, List<String> asks, Map<String, List<String>> synonyms) {
    public SearchText {
        arguments = List.copyOf(arguments);
        asks = List.copyOf(asks);
        synonyms = Map.copyOf(synonyms);
    }
}
