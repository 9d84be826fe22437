package dev.patchbay.catalog.search;

import dev.patchbay.catalog.ToolEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The weighted terms of one tool: its fields folded into one, so that a search is one look-up per word (BM25F). */
final class ToolTerms {
    private static final Pattern SENTENCE_END = Pattern.compile("[.;:](\\s+|$)");
    private static final Pattern OTHER_TOOL = Pattern.compile("\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\\b");

    private final CommonWords common;
    private final Map<String, Double> terms = new HashMap<>();
    private final Set<String> spellings = new TreeSet<>();

    private ToolTerms(CommonWords common) {
        this.common = common;
    }

    static ToolTerms of(ToolEntry tool, CommonWords common) {
        var terms = new ToolTerms(common);
        terms.add(tool);
        return terms;
    }

    /** Term to weight. */
    Map<String, Double> weighted() {
        return terms;
    }

    /** The words as they are written, for judging what is misspelt. */
    Set<String> spellings() {
        return spellings;
    }

    private void add(ToolEntry tool) {
        var text = tool.text();
        var title = common.telling(tool.title());
        add(title, Weights.NAME);
        // Only what the slug says beyond the title.
        var slug = common.telling(tool.slug().value());
        slug.removeAll(title);
        slug.removeAll(Words.of(tool.toolkit().value()));
        add(slug, Weights.NAME);
        text.asks().forEach(ask -> add(common.telling(ask), Weights.ASK));
        own(tool.description()).forEach(clause -> add(common.telling(clause), Weights.DESCRIPTION));
        addAkin(text.synonyms());
        add(common.telling(text.toolkitTitle()), Weights.TOOLKIT);
        text.arguments().forEach(name -> add(common.telling(name), Weights.ARGUMENT));
    }

    /** The clauses that speak of the tool itself: "to take tags off use SCALE_AI_DELETE_TASK_TAGS" does not. */
    private static Stream<String> own(String description) {
        return Arrays.stream(SENTENCE_END.split(description, 0))
                .filter(clause -> !OTHER_TOOL.matcher(clause).find());
    }

    private void add(List<String> words, double weight) {
        spellings.addAll(words);
        var previous = "";
        for (var word : words) {
            var stem = Words.stem(word);
            terms.merge(stem, weight, Double::sum);
            terms.merge(written(word), weight, Double::sum);
            if (!previous.isEmpty()) {
                terms.merge(pair(previous, stem), weight, Double::sum);
            }
            previous = stem;
        }
    }

    /** The word itself, which stemming makes one with its other forms: "tasks" are listed and a "task" is got. */
    static String written(String word) {
        return '=' + word;
    }

    static String pair(String first, String second) {
        return first + ' ' + second;
    }

    /** Every synonym gets a share of the heaviest word it stands for; what the tool says itself counts more. */
    private void addAkin(Map<String, List<String>> own) {
        var shares = new HashMap<String, Double>();
        Map.copyOf(terms)
                .forEach((term, weight) -> common.akin()
                        .getOrDefault(term, Set.of())
                        .forEach(other -> {
                            shares.merge(other, weight * Weights.AKIN, Math::max);
                            spellings.addAll(common.spelt().get(other));
                        }));
        own.forEach((word, others) -> {
            var weight = weightOf(word);
            if (weight > 0) {
                var said = others.stream()
                        .flatMap(other -> common.telling(other).stream())
                        .toList();
                spellings.addAll(said);
                stems(said).forEach(other -> shares.merge(other, weight * Weights.AKIN, Math::max));
            }
        });
        shares.forEach((term, share) -> terms.merge(term, share, Math::max));
    }

    /** Of several words, what the lightest has. */
    private double weightOf(String words) {
        return stems(common.telling(words)).stream()
                .mapToDouble(stem -> terms.getOrDefault(stem, 0.0))
                .min()
                .orElse(0);
    }

    private static Set<String> stems(Collection<String> words) {
        return words.stream().map(Words::stem).collect(Collectors.toSet());
    }
}
