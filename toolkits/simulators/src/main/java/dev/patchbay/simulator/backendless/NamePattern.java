package dev.patchbay.simulator.backendless;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code pattern} of listings: a glob of {@code *} and {@code ?}, or with a prefix {@code glob:} or {@code regex:}. */
final class NamePattern {
    private NamePattern() {}

    static Predicate<FileEntry> of(String pattern) {
        String regex = pattern.startsWith("regex:")
                ? pattern.substring("regex:".length())
                : globToRegex(pattern.startsWith("glob:") ? pattern.substring("glob:".length()) : pattern);
        try {
            var compiled = Pattern.compile(regex);
            return entry -> compiled.matcher(entry.name()).matches();
        } catch (PatternSyntaxException _) {
            throw Refusal.of(Codes.MALFORMED, "Cannot read the pattern");
        }
    }

    private static String globToRegex(String glob) {
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
        return regex.toString();
    }
}
