package dev.patchbay.authstore.file;

import java.util.regex.Pattern;

/** A stored file's identity: {@code file_} and 22 random base62 characters. */
public record FileId(String value) {
    private static final Pattern FORM = Pattern.compile("file_[A-Za-z0-9]{22}");

    public FileId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an id of the form file_…");
        }
    }

    /** Whether text from outside can be an id at all; if not, it is treated like an unknown one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
