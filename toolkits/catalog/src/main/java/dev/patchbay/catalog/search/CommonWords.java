package dev.patchbay.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds in any domain, from {@code words.yaml} beside this class.
 *
 * @param silent words that are left out, as people write them
 * @param phrases verbs of two words
 * @param akin by stem, the stems of words that mean nearly the same
 * @param spelt by stem, how the words of {@code akin} are written
 * @param aims by stem, whether a request that begins with it wants to read or to change
 * @param openings stems that mean reading where they are the first word of all
 */
record CommonWords(
        Set<String> silent,
        Phrases phrases,
        Map<String, Set<String>> akin,
        Map<String, Set<String>> spelt,
        Map<String, Aim> aims,
        Set<String> openings) {
    private static final String FILE = "dev/patchbay/catalog/search/words.yaml";

    /** "Settings of the project" wants to see them; what is made of a verb, "removal of tags", wants it done. */
    private static final Pattern THING_OF = Pattern.compile("(?i)^\\W*(the\\s+)?\\w+(?<!ion|ing|ment|al)\\s+of\\b");

    /** A part of a request that asks for something says so within this many words. */
    private static final int OPENING = 6;

    static CommonWords read() {
        var loader = CommonWords.class.getClassLoader();
        return switch (new ToolkitReader(loader).yaml(FILE)) {
            case Reading.Sound<Located>(var file) -> of(file.json());
            case Reading.Faulty<Located>(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    private static CommonWords of(JsonNode file) {
        var aims = new HashMap<String, Aim>();
        words(file.path("change")).map(Words::stem).forEach(stem -> aims.put(stem, Aim.CHANGE));
        words(file.path("read")).map(Words::stem).forEach(stem -> aims.put(stem, Aim.READ));
        var openings = words(file.path("opening")).map(Words::stem).collect(Collectors.toUnmodifiableSet());
        return new CommonWords(
                words(file.path("silent")).collect(Collectors.toUnmodifiableSet()),
                phrases(file.path("phrases")),
                akin(file.path("akin")),
                words(file.path("akin")).collect(Collectors.groupingBy(Words::stem, Collectors.toUnmodifiableSet())),
                Map.copyOf(aims),
                openings);
    }

    private static Phrases phrases(JsonNode file) {
        var byVerb = new TreeMap<String, Map<String, String>>();
        file.properties().forEach(phrase -> {
            for (var line : phrase.getValue()) {
                var words = Words.of(line.asText());
                byVerb.computeIfAbsent(Words.stem(words.getFirst()), _ -> new TreeMap<>())
                        .put(words.getLast(), phrase.getKey());
            }
        });
        return new Phrases(byVerb);
    }

    private static Map<String, Set<String>> akin(JsonNode file) {
        var akin = new HashMap<String, Set<String>>();
        for (var line : file) {
            var group = Words.of(line.asText()).stream().map(Words::stem).collect(Collectors.toSet());
            group.forEach(
                    stem -> akin.computeIfAbsent(stem, _ -> new HashSet<>()).addAll(group));
        }
        return Map.copyOf(akin);
    }

    private static Stream<String> words(JsonNode lines) {
        return lines.valueStream().flatMap(line -> Words.of(line.asText()).stream());
    }

    /** The words of a text that say something. */
    List<String> telling(String text) {
        var words = new ArrayList<>(phrases.joined(Words.of(text)));
        words.removeIf(silent::contains);
        return words;
    }

    /** What the first words of a request, or of a part of it, want. */
    Aim aim(String part) {
        var stems = phrases.joined(Words.of(part)).stream()
                .limit(OPENING)
                .map(Words::stem)
                .toList();
        if (!stems.isEmpty()
                && (openings.contains(stems.getFirst())
                        || THING_OF.matcher(part).find())) {
            return Aim.READ;
        }
        return stems.stream()
                .map(stem -> aims.getOrDefault(stem, Aim.UNKNOWN))
                .filter(aim -> aim != Aim.UNKNOWN)
                .findFirst()
                .orElse(Aim.UNKNOWN);
    }
}
