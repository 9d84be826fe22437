package dev.patchbay.toolkit;

import java.util.regex.Pattern;

/** A toolkit's identity, e.g. {@code scale_ai}: 1 to 50 characters out of a-z, 0-9 and _. */
public record ToolkitSlug(String value) implements Comparable<ToolkitSlug> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    public ToolkitSlug {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A toolkit slug has 1 to 50 characters out of a-z, 0-9 and _: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ToolkitSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
