package dev.patchbay.simulator.backendless;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of names: a glob of {@code *} and {@code ?}, or with a prefix {@code glob:} or {@code regex:}. */
final class NamePattern {
    private static final String GLOB = "glob:";
    private static final String REGEX = "regex:";

    private NamePattern() {}

    static Predicate<String> prefixed(String pattern) {
        if (pattern.startsWith(REGEX)) {
            return regex(pattern.substring(REGEX.length()));
        }
        return glob(pattern.startsWith(GLOB) ? pattern.substring(GLOB.length()) : pattern);
    }

    static Predicate<String> glob(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return regex(regex.toString());
    }

    private static Predicate<String> regex(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException _) {
            throw Refusal.of(Codes.MALFORMED, "Cannot read the pattern");
        }
    }
}
