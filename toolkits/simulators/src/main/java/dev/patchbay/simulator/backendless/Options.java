package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.EnumMap;
import java.util.Map;

/** The options in force. */
final class Options {
    private final Map<Option, String> chosen = new EnumMap<>(Option.class);

    boolean is(Option option, String value) {
        if (!option.accepts(value)) {
            throw new IllegalArgumentException(option.key() + " is never " + value);
        }
        return text(option).equals(value);
    }

    int number(Option option) {
        return Integer.parseInt(text(option));
    }

    String text(Option option) {
        return chosen.getOrDefault(option, option.standard());
    }

    void set(Option option, String value) {
        if (!option.accepts(value)) {
            throw new IllegalArgumentException("Option " + option.key() + " does not take " + value);
        }
        chosen.put(option, value);
    }

    /** Takes all members or, when one is wrong, none; then throws {@link IllegalArgumentException}, naming it. */
    void set(JsonNode wanted) {
        var taken = new EnumMap<Option, String>(Option.class);
        wanted.properties().forEach(member -> {
            String value = member.getValue().asText();
            Option option = Option.named(member.getKey())
                    .filter(known -> known.accepts(value))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "No such option, or not a value of it: " + member.getKey() + " = " + value));
            taken.put(option, value);
        });
        chosen.putAll(taken);
    }

    ObjectNode json() {
        var all = Json.object();
        for (Option option : Option.values()) {
            all.put(option.key(), text(option));
        }
        return all;
    }

    void reset() {
        chosen.clear();
    }
}
