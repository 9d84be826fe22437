package dev.patchbay.catalog.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as words that say something. Values that somebody names say nothing about the tool: quoted text, numbers and ids are
 * left out, as are the options of a command; of addresses, links, paths and key=value it only counts what kind of thing they are.
 *
 * @param words in order
 * @param names words of it that look like names, whose spelling is not ours to judge
 * @param kinds what kinds of values it names
 * @param aim what its first words want
 */
record Request(List<String> words, Set<String> names, List<String> kinds, Aim aim) {
    private static final int LONGEST = 1024;
    private static final Pattern QUOTED = Pattern.compile("(?<!\\w)['\"‘“`][^'\"’”`]{1,60}['\"’”`](?!\\w)");
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)--?[a-zA-Z][\\w-]*");
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{L}\\p{N},] )\\p{Lu}[\\p{L}]+");
    private static final Pattern ID = Pattern.compile("(?=.*[0-9])(?![23]d$|v1$).*");
    private static final Map<String, Pattern> KINDS = kindsOfValues();

    private static Map<String, Pattern> kindsOfValues() {
        var kinds = new LinkedHashMap<String, Pattern>();
        kinds.put("url", Pattern.compile("\\bhttps?://\\S+"));
        kinds.put("pair", Pattern.compile("(?<!\\S)[\\w.]+=[^\\s,;=]+"));
        kinds.put("email", Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"));
        kinds.put("file", Pattern.compile("(?<![\\w/])/?([\\w-]+/)*[\\w*-]+\\.[a-z][a-z0-9]{2,3}\\b"));
        kinds.put("directory", Pattern.compile("(?<![\\w/])/([\\w.-]+/?)+"));
        return kinds;
    }

    static Request of(String useCase, CommonWords common) {
        var whole = useCase.substring(0, Math.min(useCase.length(), LONGEST));
        var aim = common.aim(whole);
        var text = QUOTED.matcher(whole).replaceAll(" ");
        text = OPTION.matcher(text).replaceAll(" ");
        var kinds = new ArrayList<String>();
        for (var kind : KINDS.entrySet()) {
            var matcher = kind.getValue().matcher(text);
            if (matcher.find()) {
                kinds.add(kind.getKey());
                text = matcher.replaceAll(" ");
            }
        }
        var words = common.telling(text);
        words.removeIf(word -> ID.matcher(word).matches());
        var names = NAME.matcher(whole)
                .results()
                .flatMap(name -> Words.of(name.group()).stream())
                .collect(Collectors.toSet());
        // Somebody may quote the whole request.
        return new Request(words.isEmpty() && kinds.isEmpty() ? common.telling(whole) : words, names, kinds, aim);
    }

    boolean isEmpty() {
        return words.isEmpty() && kinds.isEmpty();
    }
}
