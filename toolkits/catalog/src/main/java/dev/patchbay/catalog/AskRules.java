package dev.patchbay.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code asks}: a few short requests per tool in the words of people, none of them twice in a toolkit. */
final class AskRules {
    private static final int LEAST = 3;
    private static final int MOST = 6;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 100;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, String> owners = new HashMap<>();

    List<String> read(Entry list, String tool) {
        var asks = list.texts();
        if (asks.size() < LEAST || asks.size() > MOST) {
            list.refuse("`asks` has " + LEAST + " to " + MOST + " requests, not " + asks.size());
        }
        list.items().forEach(ask -> check(ask, tool));
        return asks;
    }

    private void check(Entry ask, String tool) {
        var text = ask.json().asText();
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            ask.refuse("a request in `asks` has " + SHORTEST + " to " + LONGEST + " characters, not " + text.length());
        }
        var words =
                NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        var other = owners.putIfAbsent(words, tool);
        if (other != null) {
            ask.refuse("this request is already one of " + other + ", so it cannot tell the two apart");
        }
    }
}
