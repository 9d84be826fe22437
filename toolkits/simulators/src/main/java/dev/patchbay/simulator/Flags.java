package dev.patchbay.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Command-line flags of the form {@code --name value}. */
public record Flags(Map<String, String> values) {
    public Flags {
        values = Map.copyOf(values);
    }

    /** Throws {@link IllegalArgumentException}, with a text for the user, on anything but the known flags. */
    public static Flags parse(List<String> arguments, List<String> known) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException(
                        "Unknown argument " + name + "; known are --" + String.join(", --", known));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new Flags(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<Integer> port(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
                throw new IllegalArgumentException("--" + name + " needs a port number");
            }
            return Integer.valueOf(text);
        });
    }
}
