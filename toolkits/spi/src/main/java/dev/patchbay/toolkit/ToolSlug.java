package dev.patchbay.toolkit;

import java.util.regex.Pattern;

/**
 * A tool's identity, e.g. {@code SCALE_AI_CREATE_BATCH}. Never parsed for meaning: the toolkit is a field of {@link Tool}.
 *
 * <p>At most 64 characters, because model providers refuse longer function names.
 */
public record ToolSlug(String value) implements Comparable<ToolSlug> {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    public ToolSlug {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A tool slug has 1 to 64 characters out of A-Z, 0-9 and _: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ToolSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
