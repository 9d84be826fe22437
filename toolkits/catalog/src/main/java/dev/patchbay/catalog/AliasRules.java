package dev.patchbay.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code aliases} into spelling → published name. */
final class AliasRules {
    private AliasRules() {}

    static Map<String, String> read(Optional<Entry> aliases, Entry input) {
        var properties = input.json().path("properties");
        var published = new HashMap<String, String>();
        aliases.map(Entry::entries).orElse(Map.of()).forEach((name, spellings) -> {
            if (!properties.has(name)) {
                spellings.refuse("`" + Excerpt.of(name) + "` is not a declared argument");
            }
            for (var spelling : spellings.items()) {
                var text = spelling.text();
                if (!SchemaRules.isName(text)) {
                    spelling.refuse("an alias has 1 to 64 characters out of A-Z, a-z, 0-9, `_`, `.` and `-`");
                }
                if (properties.has(text)) {
                    spelling.refuse("`" + text + "` is itself a declared argument");
                }
                var other = published.putIfAbsent(text, name);
                if (other != null) {
                    spelling.refuse("`" + text + "` already stands for `" + other + "`");
                }
            }
        });
        return published;
    }
}
