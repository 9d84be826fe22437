package dev.patchbay.authstore.connection;

import java.util.regex.Pattern;

/** A connected account's identity: {@code ca_} and 22 random base62 characters. */
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("ca_[A-Za-z0-9]{22}");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an id of the form ca_…");
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
